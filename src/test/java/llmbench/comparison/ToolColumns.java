package llmbench.comparison;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.PercentileRule;
import llmbench.metrics.server.ServerAccount;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.runlog.EvalscopeDatabase;
import llmbench.runlog.EvalscopeOutput;
import llmbench.runlog.ServerTruth;
import llmbench.runlog.VllmSummary;
import org.jspecify.annotations.Nullable;

/** Columns of what other tools, and the server, say of a run. */
public final class ToolColumns {

  private static final double MILLIS = 1000;

  /** evalscope's only gaps. */
  private static final OptionalDouble POISSON = OptionalDouble.of(1);

  private ToolColumns() {}

  /**
   * A result of vLLM bench.
   *
   * @param meter who took its times: our own vllm.json has the same form
   */
  public static Column of(String title, VllmSummary result, Meter meter) {
    Map<String, Double> numbers = result.numbers();
    Double completed = numbers.get("completed");
    FigureCollector all = new FigureCollector();
    all.put(Figure.SUCCEEDED, completed);
    all.put(Figure.FAILED, failed(numbers));
    all.put(Figure.DURATION, numbers.get("duration"));
    all.putPer(Figure.INPUT_TOKENS, numbers.get("total_input_tokens"), completed);
    all.putPer(Figure.OUTPUT_TOKENS, numbers.get("total_output_tokens"), completed);
    all.put(Figure.REQUEST_RATE, numbers.get("request_throughput"));
    all.put(Figure.OUTPUT_RATE, numbers.get("output_throughput"));
    all.put(Figure.TOTAL_RATE, numbers.get("total_token_throughput"));
    for (LatencyMetric metric : LatencyMetric.values()) {
      String key = "_" + metric.id() + "_ms";
      all.put(Figure.mean(metric), numbers.get("mean" + key));
      all.put(Figure.median(metric), numbers.get("median" + key));
      all.put(Figure.p99(metric), numbers.get("p99" + key));
    }
    boolean rust = result.client() == VllmSummary.Client.RUST;
    return new Column(
        title,
        Definition.of(dialect(result)),
        rust ? Meter.RUST : meter,
        prompts(result),
        isChat(result),
        Load.asked(result.concurrency(), result.requestRate())
            .inBursts(optional(numbers.get("burstiness"))),
        all.all());
  }

  private static PromptMaker prompts(VllmSummary result) {
    return switch (result.client()) {
      case RUST -> PromptMaker.VLLM_RUST;
      case PYTHON_0_11 -> PromptMaker.VLLM_0_11;
      case PYTHON_0_32, PYTHON_0_33 -> PromptMaker.VLLM_0_32;
    };
  }

  /** 0.11 doesn't tell what failed: what was sent and did not succeed. */
  private static @Nullable Double failed(Map<String, Double> numbers) {
    Double failed = numbers.get("failed");
    Double sent = numbers.get("num_prompts");
    Double completed = numbers.get("completed");
    if (failed != null) {
      return failed;
    }
    return sent == null || completed == null ? null : Double.valueOf(sent - completed);
  }

  /** The definitions by which a result of vLLM bench was made. */
  public static VllmDialect dialect(VllmSummary result) {
    boolean chat = isChat(result);
    Map<String, Double> numbers = result.numbers();
    boolean output = numbers.containsKey("output_throughput");
    if (!output && !numbers.containsKey("total_output_tokens")) {
      return VllmDialect.POOLING;
    }
    if (result.backend().equals("openai-responses")) {
      return VllmDialect.RESPONSES;
    }
    if (result.backend().equals("openai-audio")) {
      return VllmDialect.SPEECH;
    }
    return switch (result.client()) {
      case PYTHON_0_33 -> chat ? VllmDialect.V0_33_CHAT : VllmDialect.V0_32_COMPLETIONS;
      case PYTHON_0_32 -> chat ? VllmDialect.V0_32_CHAT : VllmDialect.V0_32_COMPLETIONS;
      // The Rust client's streams are read as 0.11's are, its prompts counted as there.
      case PYTHON_0_11, RUST -> chat ? VllmDialect.V0_11_CHAT : VllmDialect.V0_11_COMPLETIONS;
    };
  }

  private static boolean isChat(VllmSummary result) {
    return result.backend().isEmpty() || result.backend().endsWith("chat");
  }

  /** What evalscope left behind. */
  public static Column of(String title, EvalscopeOutput output, Meter meter) {
    boolean older = output.version() == EvalscopeOutput.Version.V1_1;
    FigureCollector all = older ? summary11(output.summary()) : summary114(output.summary());
    EvalscopeDialect dialect = older ? EvalscopeDialect.V1_1 : EvalscopeDialect.V1_14;
    List<EvalscopeDatabase.Request> requests = output.requests().orElse(List.of());
    if (requests.isEmpty()) {
      for (LatencyMetric metric : LatencyMetric.values()) {
        all.put(Figure.median(metric), percentile(output, "50%", metric));
        all.put(Figure.p99(metric), percentile(output, "99%", metric));
      }
    } else {
      percentiles(all, requests, dialect);
    }
    return new Column(
        title,
        Definition.of(dialect),
        meter,
        older ? PromptMaker.EVALSCOPE_1_1 : PromptMaker.EVALSCOPE_1_14,
        output.streamsChats(),
        load(output.summary(), older),
        all.all());
  }

  private static Load load(Map<String, Double> summary, boolean older) {
    Double atOnce = summary.get(older ? "Number of concurrency" : "Concurrency");
    Double perSecond = summary.get("Request Rate (req/s)");
    // evalscope writes -1 for an open loop, and for no rate; 1.1 says nothing of rates.
    return Load.asked(
            atOnce == null || atOnce < 1 ? OptionalInt.empty() : OptionalInt.of(atOnce.intValue()),
            perSecond == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(perSecond > 0 ? perSecond : Double.POSITIVE_INFINITY))
        .inBursts(POISSON);
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static FigureCollector summary114(Map<String, Double> summary) {
    FigureCollector all = new FigureCollector();
    all.put(Figure.SUCCEEDED, summary.get("Success Requests"));
    all.put(Figure.FAILED, summary.get("Failed Requests"));
    all.put(Figure.DURATION, summary.get("Test Duration (s)"));
    all.put(Figure.INPUT_TOKENS, measured(summary, "Avg Input Tokens", 1));
    all.put(Figure.OUTPUT_TOKENS, measured(summary, "Avg Output Tokens", 1));
    all.put(Figure.REQUEST_RATE, measured(summary, "Req Throughput (req/s)", 1));
    all.put(Figure.OUTPUT_RATE, measured(summary, "Output Throughput (tok/s)", 1));
    all.put(Figure.TOTAL_RATE, measured(summary, "Total Throughput (tok/s)", 1));
    all.put(Figure.mean(LatencyMetric.TTFT), measured(summary, "Avg TTFT (ms)", 1));
    all.put(Figure.mean(LatencyMetric.TPOT), measured(summary, "Avg TPOT (ms)", 1));
    all.put(Figure.mean(LatencyMetric.ITL), measured(summary, "Avg ITL (ms)", 1));
    all.put(Figure.mean(LatencyMetric.E2EL), measured(summary, "Avg Latency (s)", MILLIS));
    return all;
  }

  private static FigureCollector summary11(Map<String, Double> summary) {
    FigureCollector all = new FigureCollector();
    all.put(Figure.SUCCEEDED, summary.get("Succeed requests"));
    all.put(Figure.FAILED, summary.get("Failed requests"));
    all.put(Figure.DURATION, summary.get("Time taken for tests (s)"));
    all.put(Figure.INPUT_TOKENS, measured(summary, "Average input tokens per request", 1));
    all.put(Figure.OUTPUT_TOKENS, measured(summary, "Average output tokens per request", 1));
    all.put(Figure.REQUEST_RATE, measured(summary, "Request throughput (req/s)", 1));
    all.put(Figure.OUTPUT_RATE, measured(summary, "Output token throughput (tok/s)", 1));
    all.put(Figure.TOTAL_RATE, measured(summary, "Total token throughput (tok/s)", 1));
    all.put(
        Figure.mean(LatencyMetric.TTFT),
        measured(summary, "Average time to first token (s)", MILLIS));
    all.put(
        Figure.mean(LatencyMetric.TPOT),
        measured(summary, "Average time per output token (s)", MILLIS));
    all.put(
        Figure.mean(LatencyMetric.ITL),
        measured(summary, "Average inter-token latency (s)", MILLIS));
    all.put(Figure.mean(LatencyMetric.E2EL), measured(summary, "Average latency (s)", MILLIS));
    return all;
  }

  /** evalscope gives −1 for what was not measured. */
  private static @Nullable Double measured(Map<String, Double> summary, String key, double unit) {
    Double value = summary.get(key);
    return value == null || value < 0 ? null : Double.valueOf(value * unit);
  }

  /** In milliseconds, whichever unit the column has; null where there is none. */
  private static @Nullable Double percentile(
      EvalscopeOutput output, String row, LatencyMetric metric) {
    Map<String, Double> columns = output.percentiles().getOrDefault(row, Map.of());
    Double millis = columns.get(metric.evalscope() + " (ms)");
    Double seconds = columns.get(metric.evalscope() + " (s)");
    return seconds == null ? millis : Double.valueOf(seconds * MILLIS);
  }

  private static void percentiles(
      FigureCollector all,
      Collection<EvalscopeDatabase.Request> requests,
      EvalscopeDialect dialect) {
    PercentileRule rule = dialect.percentiles();
    // A TPOT of 0 is left out since 1.14.
    boolean ranksZero = !dialect.atLeast(EvalscopeDialect.V1_14);
    all.putPercentiles(LatencyMetric.TTFT, millis(requests, r -> List.of(r.ttftSeconds())), rule);
    all.putPercentiles(
        LatencyMetric.TPOT,
        millis(
            requests, r -> ranksZero || r.tpotSeconds() > 0 ? List.of(r.tpotSeconds()) : List.of()),
        rule);
    all.putPercentiles(
        LatencyMetric.ITL, millis(requests, EvalscopeDatabase.Request::gapsSeconds), rule);
    all.putPercentiles(
        LatencyMetric.E2EL, millis(requests, r -> List.of(r.latencySeconds())), rule);
  }

  private static Distribution millis(
      Collection<EvalscopeDatabase.Request> requests,
      Function<EvalscopeDatabase.Request, List<Double>> take) {
    double[] seconds =
        requests.stream()
            .filter(EvalscopeDatabase.Request::success)
            .flatMap(request -> take.apply(request).stream())
            .mapToDouble(Double::doubleValue)
            .toArray();
    return Distribution.of(seconds).times(MILLIS);
  }

  /**
   * What a server counted of the run that these prompts were sent in, and of nothing else. Of its
   * times only means are exact.
   */
  public static Column of(String title, ServerAccount account, PromptMaker prompts) {
    FigureCollector all = new FigureCollector();
    account
        .times()
        .forEach(
            (time, counted) ->
                ServerAccount.measuredAs(time)
                    .ifPresent(metric -> all.put(Figure.mean(metric), counted.meanMillis())));
    return new Column(title, Definition.OUTPUTS, Meter.SERVER, prompts, Load.UNKNOWN, all.all());
  }

  /** The server's own account of the run that these prompts were sent in. */
  public static Column of(String title, ServerTruth truth, PromptMaker prompts) {
    FigureCollector all = new FigureCollector();
    all.put(Figure.SUCCEEDED, (double) truth.completed());
    all.put(Figure.FAILED, (double) truth.unanswered());
    all.put(Figure.DURATION, truth.durationSeconds());
    all.putPer(Figure.OUTPUT_TOKENS, (double) truth.outputTokens(), (double) truth.completed());
    if (truth.durationSeconds() > 0) {
      all.put(Figure.REQUEST_RATE, truth.completed() / truth.durationSeconds());
      all.put(Figure.OUTPUT_RATE, truth.outputTokens() / truth.durationSeconds());
    }
    truth
        .latencies()
        .forEach(
            (metric, millis) -> {
              all.put(Figure.mean(metric), millis.mean());
              all.put(Figure.median(metric), millis.median());
              all.put(Figure.p99(metric), millis.p99());
            });
    return new Column(title, Definition.OUTPUTS, Meter.SERVER, prompts, Load.UNKNOWN, all.all());
  }
}
