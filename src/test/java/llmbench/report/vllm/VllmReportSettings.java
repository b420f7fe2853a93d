package llmbench.report.vllm;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import llmbench.metrics.vllm.Metric;
import llmbench.options.Backend;
import llmbench.options.RampUp;
import llmbench.options.ToolVersion;
import llmbench.options.recorded.ReportOptions;
import org.jspecify.annotations.Nullable;

/**
 * What of a run's options shows in vLLM bench's block, result and file name.
 *
 * @param compat whose form; that of vLLM's newest version where it is one of evalscope
 * @param percentileMetrics names of the sections; unknown ones give none
 * @param options all of the run's
 * @param date when the run ended, in local time
 */
public record VllmReportSettings(
    ToolVersion compat, List<String> percentileMetrics, ReportOptions options, LocalDateTime date) {

  private static final int DEFAULT_PROMPTS = 1000;

  public VllmReportSettings {
    percentileMetrics = List.copyOf(percentileMetrics);
  }

  /** Settings as the run's options ask for them. */
  public static VllmReportSettings of(ReportOptions options, LocalDateTime date) {
    return new VllmReportSettings(
        options.compat(), options.shown().percentileMetrics(), options, date);
  }

  /** The same by another version, with every section of a latency, asked for or not. */
  public VllmReportSettings whole(ToolVersion version) {
    List<String> all = new ArrayList<>(percentileMetrics);
    Metric.VLLM.forEach(metric -> all.add(metric.name()));
    return new VllmReportSettings(version, all, options, date);
  }

  /** Whether the form is that of vLLM 0.11, as it was until 0.32. */
  boolean is011() {
    return !compat.orNewestOf(ToolVersion.Tool.VLLM).atLeast(ToolVersion.VLLM_0_32);
  }

  /**
   * Whether the requests pool their input to vectors or scores, so that there is a block of another
   * form. 0.32 goes by the backend ({@code POOLING_BACKENDS}), 0.11 by the path, whatever the
   * backend.
   */
  boolean isPooling() {
    return is011()
        ? options.target().server().endsWith("/v1/embeddings")
        : Backend.named(backend()).filter(backend -> !backend.hasTokens()).isPresent();
  }

  /** Whether tokens were counted: not with {@code --skip-tokenizer-init}. */
  boolean hasTokenizer() {
    return !options.target().skipsTokenizer();
  }

  /** Whether the version reads what a server says of its own times: 0.33 does. */
  boolean readsServerTimes() {
    return compat.orNewestOf(ToolVersion.Tool.VLLM).atLeast(ToolVersion.VLLM_0_33);
  }

  /** {@code --max-concurrency}; empty when not given. */
  OptionalInt maxConcurrency() {
    return options.load().maxConcurrency();
  }

  /** {@code --request-rate}; infinite when not given. */
  double requestRate() {
    return options.load().requestRate();
  }

  double burstiness() {
    return options.load().burstiness();
  }

  /** {@code --ramp-up-strategy} with its ends; empty when not given. */
  Optional<RampUp> rampUp() {
    return options.load().rampUp();
  }

  /** {@code --metric-percentiles}, each from 0 to 100. */
  List<Double> percentiles() {
    return options.shown().percentiles();
  }

  /** {@code --label}; null when not given. */
  @Nullable String label() {
    return options.target().label().orElse(null);
  }

  /** {@code --backend} as it was given. */
  String backend() {
    return options.target().backend();
  }

  String modelId() {
    return options.target().modelId();
  }

  /** {@code --tokenizer}, or the model. */
  String tokenizerId() {
    return options.target().tokenizerId();
  }

  int numPrompts() {
    return options.load().numPrompts().orElse(DEFAULT_PROMPTS);
  }

  /** {@code --metadata}, in order. */
  Map<String, String> metadata() {
    return options.result().metadata();
  }

  /** The metrics that were asked for and that the version has for such a run, in its order. */
  List<Metric> metrics() {
    boolean tokens = !isPooling() && hasTokenizer();
    List<Metric> known = new ArrayList<>(tokens ? Metric.VLLM : List.of(Metric.E2EL));
    if (!is011() && maxConcurrency().isPresent()) {
      known.add(Metric.CLIENT_QUEUE);
      if (!Double.isInfinite(requestRate())) {
        known.add(Metric.E2EL_WITH_QUEUE);
      }
    }
    known.removeIf(metric -> !percentileMetrics.contains(metric.name()));
    return known;
  }
}
