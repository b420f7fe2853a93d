package llmbench.report.vllm;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.Metric;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.options.Backend;
import llmbench.options.ToolVersion;
import org.jspecify.annotations.Nullable;

/**
 * What of a run's options shows in vLLM bench's block, result and file name.
 *
 * @param compat whose form; whatever is not {@link ToolVersion#VLLM_0_11} is written as 0.32
 * @param maxConcurrency {@code --max-concurrency}; empty when not given
 * @param requestRate {@code --request-rate}; infinite when not given
 * @param burstiness {@code --burstiness}
 * @param percentileMetrics names of {@code --percentile-metrics}; unknown ones give no section
 * @param percentiles of {@code --metric-percentiles}, each from 0 to 100
 * @param goodputMillis limits of {@code --goodput} by metric; empty when not given
 * @param label {@code --label}; null when not given
 * @param backend {@code --backend} as it was given
 * @param modelId {@code --model}
 * @param tokenizerId {@code --tokenizer}, or the model
 * @param numPrompts {@code --num-prompts}
 * @param metadata {@code --metadata}, in order
 * @param date when the run ended, in local time
 */
public record VllmReportSettings(
    ToolVersion compat,
    OptionalInt maxConcurrency,
    double requestRate,
    double burstiness,
    List<String> percentileMetrics,
    List<Double> percentiles,
    Map<String, Double> goodputMillis,
    @Nullable String label,
    String backend,
    String modelId,
    String tokenizerId,
    int numPrompts,
    Map<String, String> metadata,
    LocalDateTime date) {

  public VllmReportSettings {
    percentileMetrics = List.copyOf(percentileMetrics);
    percentiles = List.copyOf(percentiles);
    goodputMillis = FlatOptions.ordered(goodputMillis);
    metadata = FlatOptions.ordered(metadata);
    for (double percent : percentiles) {
      if (!(percent >= 0 && percent <= 100)) {
        throw new IllegalArgumentException(
            "metric-percentiles has " + percent + ": give numbers from 0 to 100");
      }
    }
    if (Double.isNaN(requestRate) || requestRate <= 0) {
      throw new IllegalArgumentException(
          "request-rate is " + requestRate + ": give a number above 0, or inf");
    }
    if (!(burstiness > 0)) {
      throw new IllegalArgumentException(
          "burstiness is " + burstiness + ": give a number above 0, or inf");
    }
  }

  /**
   * Settings from the options of a run.
   *
   * @param options flag (as in vLLM bench, without dashes) → value, as run.json keeps them; what is
   *     missing has vLLM bench's default
   * @param date when the run ended, in local time
   * @throws IllegalArgumentException with the option's name, its value and what was expected
   */
  public static VllmReportSettings of(Map<String, String> options, LocalDateTime date) {
    FlatOptions flat = new FlatOptions(options);
    String model = flat.text("model", flat.text("served-model-name", ""));
    return new VllmReportSettings(
        flat.compat(),
        flat.optionalInt("max-concurrency"),
        flat.number("request-rate", Double.POSITIVE_INFINITY),
        flat.number("burstiness", 1),
        flat.names("percentile-metrics", "ttft,tpot,itl"),
        flat.numbers("metric-percentiles", "99"),
        flat.limits("goodput"),
        options.get("label"),
        flat.text("backend", Backend.OPENAI_CHAT.label()),
        model,
        flat.text("tokenizer", model),
        flat.optionalInt("num-prompts").orElse(1000),
        flat.pairs("metadata"),
        date);
  }

  /** The same by another version, with every section that it has. */
  public VllmReportSettings whole(ToolVersion version) {
    return new VllmReportSettings(
        version,
        maxConcurrency,
        requestRate,
        burstiness,
        Metric.VLLM.stream().map(Metric::name).toList(),
        percentiles,
        goodputMillis,
        label,
        backend,
        modelId,
        tokenizerId,
        numPrompts,
        metadata,
        date);
  }

  /** Whether the form is that of vLLM 0.11. */
  boolean is011() {
    return compat == ToolVersion.VLLM_0_11;
  }

  /** The definitions that belong to the version and the backend. */
  public VllmDialect dialect() {
    boolean chat = backend.equals(Backend.OPENAI_CHAT.label());
    if (is011()) {
      return chat ? VllmDialect.V0_11_CHAT : VllmDialect.V0_11_COMPLETIONS;
    }
    return chat ? VllmDialect.V0_32_CHAT : VllmDialect.V0_32_COMPLETIONS;
  }

  /** The limits of the goodput. */
  public Goodput goodput() {
    return Goodput.of(goodputMillis);
  }

  /** The metrics that were asked for and that the version has for such a run, in its order. */
  List<Metric> metrics() {
    List<Metric> known = new ArrayList<>(Metric.VLLM);
    if (!is011() && maxConcurrency.isPresent()) {
      known.add(Metric.CLIENT_QUEUE);
      if (!Double.isInfinite(requestRate)) {
        known.add(Metric.E2EL_WITH_QUEUE);
      }
    }
    known.removeIf(metric -> !percentileMetrics.contains(metric.name()));
    return known;
  }
}
