package llmbench.report.vllm;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.vllm.Metric;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.RampUp;

/**
 * The result JSON of {@code vllm bench serve --save-result}: the keys of {@code main_async()} and
 * {@code benchmark()} in {@code vllm/benchmarks/serve.py} of vLLM 0.11.0, 0.32.0 and 0.33.0, in
 * their order, on one line as {@code json.dump} writes it.
 */
public final class VllmJson {

  /** The form of {@code date}, in the result and in the file's name. */
  static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  /**
   * What goes without {@code --save-detailed}. 0.32 leaves {@code latencies} and {@code
   * queue_times} standing, so they are not here.
   */
  private static final Set<String> DETAILED =
      Set.of(
          "input_lens",
          "output_lens",
          "start_times",
          "ttfts",
          "itls",
          "generated_texts",
          "errors",
          "server_queue_times",
          "server_ttfts");

  /** A key of ours, which whole runs don't have: how the run ended before its prompts did. */
  private static final String PARTIAL = "partial";

  private final JsonKeys keys = new JsonKeys();

  private VllmJson(
      VllmFigures figures,
      List<RequestTimes> requests,
      VllmReportSettings settings,
      boolean detailed,
      Optional<String> partial) {
    setup(settings);
    if (settings.isPooling()) {
      pooled(figures, requests, settings);
    } else {
      totals(figures, settings);
      lists(requests, settings);
      peaks(figures, settings);
    }
    if (settings.readsServerTimes()) {
      serverTimes(requests);
    }
    ExtraKeys.add(keys, figures, settings);
    for (Metric metric : settings.metrics()) {
      section(metric, figures, settings);
    }
    if (!detailed) {
      keys.remove(DETAILED);
    }
    partial.ifPresent(how -> keys.string(PARTIAL, how));
  }

  /**
   * The result of a whole run.
   *
   * @param requests every request, in the order of the dataset
   * @param detailed {@code --save-detailed}: with a list entry for each request
   */
  public static VllmJson of(
      VllmFigures figures,
      List<RequestTimes> requests,
      VllmReportSettings settings,
      boolean detailed) {
    return of(figures, requests, settings, detailed, Optional.empty());
  }

  /**
   * The result of a run, whole or not.
   *
   * @param partial how it ended, where that was not by its last prompt: behind the tool's own keys
   */
  public static VllmJson of(
      VllmFigures figures,
      List<RequestTimes> requests,
      VllmReportSettings settings,
      boolean detailed,
      Optional<String> partial) {
    return new VllmJson(figures, requests, settings, detailed, partial);
  }

  /** Writes the result, one line without a line feed; {@code out} stays open. */
  public void writeTo(Writer out) throws IOException {
    keys.writeTo(new PythonJsonWriter(out));
  }

  @Override
  public String toString() {
    StringWriter text = new StringWriter();
    try {
      writeTo(text);
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return text.toString();
  }

  private void setup(VllmReportSettings settings) {
    keys.string("date", DATE.format(settings.date()));
    keys.string("endpoint_type", settings.backend());
    keys.string("backend", settings.backend());
    keys.string("label", settings.label());
    keys.string("model_id", settings.modelId());
    keys.string("tokenizer_id", settings.hasTokenizer() ? settings.tokenizerId() : null);
    keys.count("num_prompts", settings.numPrompts());
    settings.metadata().forEach((key, value) -> keys.string(key.strip(), value.strip()));
    if (Double.isInfinite(settings.requestRate())) {
      keys.string("request_rate", "inf");
    } else {
      keys.number("request_rate", settings.requestRate());
    }
    keys.anyNumber("burstiness", settings.burstiness());
    if (settings.maxConcurrency().isPresent()) {
      keys.count("max_concurrency", settings.maxConcurrency().getAsInt());
    } else {
      keys.string("max_concurrency", null);
    }
    settings.rampUp().ifPresent(this::rampUp);
  }

  private void rampUp(RampUp rampUp) {
    keys.string("ramp_up_strategy", rampUp.strategy().word());
    keys.count("ramp_up_start_rps", rampUp.startRps());
    keys.count("ramp_up_end_rps", rampUp.endRps());
  }

  private void totals(VllmFigures figures, VllmReportSettings settings) {
    keys.number("duration", figures.durationSeconds());
    keys.count("completed", figures.completed());
    if (!settings.is011()) {
      keys.count("failed", figures.failed());
    }
    keys.count("total_input_tokens", figures.inputTokens());
    keys.count("total_output_tokens", figures.outputTokens());
    keys.number("request_throughput", figures.requestThroughput());
    keys.number("request_goodput", figures.requestGoodput());
    keys.number("output_throughput", figures.outputThroughput());
    keys.number("total_token_throughput", figures.totalThroughput());
  }

  private void lists(List<RequestTimes> requests, VllmReportSettings settings) {
    ListColumns columns = ListColumns.of(requests);
    keys.list("input_lens", columns.inputTokens());
    keys.list("output_lens", columns.outputTokens());
    keys.list("ttfts", columns.ttftSeconds());
    keys.series("itls", requests, RequestTimes::gapsSeconds);
    if (!settings.is011()) {
      keys.list("latencies", columns.latencySeconds());
      keys.list("start_times", columns.startSeconds());
      keys.list("queue_times", columns.queueSeconds());
    }
    keys.list("generated_texts", requests, (json, request) -> json.string(request.text()));
    keys.list("errors", requests, (json, request) -> json.string(request.error()));
  }

  private void peaks(VllmFigures figures, VllmReportSettings settings) {
    keys.number("max_output_tokens_per_s", figures.peakOutputTokensPerSecond());
    keys.count("max_concurrent_requests", figures.peakConcurrentRequests());
    if (!settings.is011()) {
      keys.number("rtfx", figures.realTimeFactor());
    }
  }

  /** Of requests that pool: an answer has no tokens, and how many failed has no key. */
  private void pooled(
      VllmFigures figures, List<RequestTimes> requests, VllmReportSettings settings) {
    ListColumns columns = ListColumns.of(requests);
    keys.number("duration", figures.durationSeconds());
    keys.count("completed", figures.completed());
    keys.count("total_input_tokens", figures.inputTokens());
    if (!settings.is011()) {
      keys.count("total_input_sequences", figures.extras().inputs());
    }
    keys.number("request_throughput", figures.requestThroughput());
    if (!settings.is011()) {
      keys.number("input_sequence_throughput", figures.inputThroughput());
    }
    keys.number("total_token_throughput", figures.totalThroughput());
    keys.list("input_lens", columns.inputTokens());
    if (!settings.is011()) {
      keys.list("latencies", columns.latencySeconds());
      keys.list("queue_times", columns.queueSeconds());
    }
    keys.list("errors", requests, (json, request) -> json.string(request.error()));
  }

  /** In seconds; for all requests once one of them has any. */
  private void serverTimes(List<RequestTimes> requests) {
    if (requests.stream().anyMatch(RequestTimes::hasServerTimes)) {
      keys.numbers("server_queue_times", requests, RequestTimes::serverQueueSeconds);
      keys.numbers("server_ttfts", requests, RequestTimes::serverTtftSeconds);
    }
  }

  private void section(Metric metric, VllmFigures figures, VllmReportSettings settings) {
    Distribution spread = metric.of(figures);
    String unit = "_" + metric.name() + "_ms";
    keys.number("mean" + unit, spread.mean());
    keys.number("median" + unit, spread.median());
    keys.number("std" + unit, spread.standardDeviation());
    for (double percent : settings.percentiles()) {
      keys.number("p" + PythonFloat.percentWord(percent) + unit, spread.percentile(percent));
    }
  }
}
