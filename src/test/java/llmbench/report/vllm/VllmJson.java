package llmbench.report.vllm;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.vllm.Metric;
import llmbench.metrics.vllm.VllmFigures;

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

  /** Writes the value of one key. */
  private interface Value {
    void write(PythonJsonWriter json) throws IOException;
  }

  /** Writes one request's element of a list. */
  private interface Element {
    void write(PythonJsonWriter json, RequestTimes request) throws IOException;
  }

  /**
   * As in a Python dict, a key that is set again keeps its place: metadata may shadow another key.
   */
  private final Map<String, Value> values = new LinkedHashMap<>();

  private VllmJson(
      VllmFigures figures,
      List<RequestTimes> requests,
      VllmReportSettings settings,
      boolean detailed,
      Optional<String> partial) {
    setup(settings);
    totals(figures, settings);
    lists(requests, settings);
    peaks(figures, settings);
    if (settings.readsServerTimes()) {
      serverTimes(requests);
    }
    for (Metric metric : settings.metrics()) {
      section(metric, figures, settings);
    }
    if (!detailed) {
      values.keySet().removeAll(DETAILED);
    }
    partial.ifPresent(how -> string(PARTIAL, how));
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
    PythonJsonWriter json = new PythonJsonWriter(out).raw("{");
    int i = 0;
    for (Map.Entry<String, Value> entry : values.entrySet()) {
      json.comma(i++).string(entry.getKey()).raw(": ");
      entry.getValue().write(json);
    }
    json.raw("}");
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
    string("date", DATE.format(settings.date()));
    string("endpoint_type", settings.backend());
    string("backend", settings.backend());
    String label = settings.label();
    values.put("label", json -> json.string(label));
    string("model_id", settings.modelId());
    string("tokenizer_id", settings.tokenizerId());
    count("num_prompts", settings.numPrompts());
    settings.metadata().forEach((key, value) -> string(key.strip(), value.strip()));
    rate("request_rate", settings.requestRate());
    rate("burstiness", settings.burstiness());
    if (settings.maxConcurrency().isPresent()) {
      count("max_concurrency", settings.maxConcurrency().getAsInt());
    } else {
      nothing("max_concurrency");
    }
  }

  private void totals(VllmFigures figures, VllmReportSettings settings) {
    number("duration", figures.durationSeconds());
    count("completed", figures.completed());
    if (!settings.is011()) {
      count("failed", figures.failed());
    }
    count("total_input_tokens", figures.inputTokens());
    count("total_output_tokens", figures.outputTokens());
    number("request_throughput", figures.requestThroughput());
    if (figures.requestGoodput().isPresent()) {
      number("request_goodput", figures.requestGoodput().getAsDouble());
    } else {
      nothing("request_goodput");
    }
    number("output_throughput", figures.outputThroughput());
    number("total_token_throughput", figures.totalThroughput());
  }

  private void lists(List<RequestTimes> requests, VllmReportSettings settings) {
    ListColumns columns = ListColumns.of(requests);
    list("input_lens", columns.inputTokens());
    list("output_lens", columns.outputTokens());
    list("ttfts", columns.ttftSeconds());
    list("itls", requests, (json, request) -> series(json, request.gapsSeconds()));
    if (!settings.is011()) {
      list("latencies", columns.latencySeconds());
      list("start_times", columns.startSeconds());
      list("queue_times", columns.queueSeconds());
    }
    list("generated_texts", requests, (json, request) -> json.string(request.text()));
    list("errors", requests, (json, request) -> json.string(request.error()));
  }

  private void peaks(VllmFigures figures, VllmReportSettings settings) {
    number("max_output_tokens_per_s", figures.peakOutputTokensPerSecond());
    count("max_concurrent_requests", figures.peakConcurrentRequests());
    if (!settings.is011()) {
      // The inverse real-time factor of audio: there is none here.
      number("rtfx", 0);
    }
  }

  /** In seconds; for all requests once one of them has any. */
  private void serverTimes(List<RequestTimes> requests) {
    if (requests.stream().anyMatch(RequestTimes::hasServerTimes)) {
      list("server_queue_times", requests, RequestTimes::serverQueueSeconds);
      list("server_ttfts", requests, RequestTimes::serverTtftSeconds);
    }
  }

  private void list(
      String key, List<RequestTimes> requests, Function<RequestTimes, OptionalDouble> seconds) {
    list(
        key,
        requests,
        (json, request) -> {
          OptionalDouble time = seconds.apply(request);
          if (time.isPresent()) {
            json.number(time.getAsDouble());
          } else {
            json.string(null);
          }
        });
  }

  private void section(Metric metric, VllmFigures figures, VllmReportSettings settings) {
    Distribution spread = metric.of(figures);
    String unit = "_" + metric.name() + "_ms";
    number("mean" + unit, spread.mean());
    number("median" + unit, spread.median());
    number("std" + unit, spread.standardDeviation());
    for (double percent : settings.percentiles()) {
      number("p" + PythonFloat.percentWord(percent) + unit, spread.percentile(percent));
    }
  }

  private void string(String key, String value) {
    values.put(key, json -> json.string(value));
  }

  private void count(String key, long value) {
    values.put(key, json -> json.number(value));
  }

  private void number(String key, double value) {
    values.put(key, json -> json.number(value));
  }

  private void nothing(String key) {
    values.put(key, json -> json.string(null));
  }

  private void rate(String key, double value) {
    if (Double.isInfinite(value)) {
      string(key, "inf");
    } else {
      number(key, value);
    }
  }

  private void list(String key, List<RequestTimes> requests, Element element) {
    values.put(
        key,
        json -> {
          json.raw("[");
          for (int i = 0; i < requests.size(); i++) {
            element.write(json.comma(i), requests.get(i));
          }
          json.raw("]");
        });
  }

  private void list(String key, double[] numbers) {
    values.put(key, json -> series(json, Series.of(numbers)));
  }

  private void list(String key, int[] numbers) {
    values.put(
        key,
        json -> {
          json.raw("[");
          for (int i = 0; i < numbers.length; i++) {
            json.comma(i).number(numbers[i]);
          }
          json.raw("]");
        });
  }

  private static void series(PythonJsonWriter json, Series numbers) throws IOException {
    json.raw("[");
    for (int i = 0; i < numbers.size(); i++) {
      json.comma(i).number(numbers.get(i));
    }
    json.raw("]");
  }
}
