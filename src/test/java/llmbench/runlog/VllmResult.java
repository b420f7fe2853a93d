package llmbench.runlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.files.PlainFile;
import org.jspecify.annotations.Nullable;

/**
 * A result of {@code vllm bench serve --save-result --save-detailed}, since 0.32: lists with one
 * entry a request. Times are seconds.
 *
 * @param options what it says of its run, by the names of vLLM bench's options
 * @param date when the run ended, as vLLM writes it (YYYYmmdd-HHMMSS); empty when it doesn't
 * @param durationSeconds of the run
 * @param requests one each
 * @param extras what it says besides
 * @param differences what its own counts and its lists don't agree in, a sentence each without its
 *     full stop
 * @param older how many results stand before this one in the file; it was appended to
 */
public record VllmResult(
    Map<String, String> options,
    String date,
    double durationSeconds,
    List<Request> requests,
    ResultExtras extras,
    List<String> differences,
    int older) {

  private static final List<String> LISTS =
      List.of("input_lens", "output_lens", "ttfts", "itls", "latencies", "start_times", "errors");

  /** Keys of the result that are options, and their names as options. */
  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("backend", "backend"),
          Map.entry("label", "label"),
          Map.entry("model_id", "model"),
          Map.entry("tokenizer_id", "tokenizer"),
          Map.entry("num_prompts", "num-prompts"),
          Map.entry("request_rate", "request-rate"),
          Map.entry("burstiness", "burstiness"),
          Map.entry("max_concurrency", "max-concurrency"),
          Map.entry("ramp_up_strategy", "ramp-up-strategy"),
          Map.entry("ramp_up_start_rps", "ramp-up-start-rps"),
          Map.entry("ramp_up_end_rps", "ramp-up-end-rps"));

  public VllmResult {
    options = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(options));
    requests = List.copyOf(requests);
    differences = List.copyOf(differences);
  }

  /**
   * One request.
   *
   * @param gapsSeconds its inter-token latencies
   * @param serverQueueSeconds how long it waited in the server, as that says; null when it doesn't
   * @param serverTtftSeconds from then to its first token, as the server says; null when it doesn't
   * @param error why it failed; empty when it didn't
   */
  public record Request(
      int inputTokens,
      int outputTokens,
      double startSeconds,
      double ttftSeconds,
      List<Double> gapsSeconds,
      double latencySeconds,
      double queueSeconds,
      @Nullable Double serverQueueSeconds,
      @Nullable Double serverTtftSeconds,
      String text,
      String error) {

    public Request {
      gapsSeconds = List.copyOf(gapsSeconds);
    }
  }

  /** Whether it is to be read as a result: a run of ours is a directory. */
  public static boolean isOne(Path file) {
    return PlainFile.isThere(file) && !Files.isDirectory(file);
  }

  /**
   * Reads a result; of a file that was appended to, the last.
   *
   * @throws RunLogException when it is none, or one without the detailed lists
   */
  public static VllmResult read(Path file) {
    ToolJson.Last last = ToolJson.last(file);
    JsonNode result = last.document();
    if (!result.isObject()) {
      throw new RunLogException(file + " is not a result of vLLM bench: it is no JSON object.");
    }
    if (isPooled(result)) {
      throw new RunLogException(
          file
              + " is a result of requests that pool ("
              + result.path("backend").asText("no backend")
              + "): vLLM bench keeps neither when they began nor tokens of their answers, so"
              + " nothing can be reported of it again. All there is is the block that vllm bench"
              + " serve printed.");
    }
    List<String> missing = LISTS.stream().filter(key -> !result.path(key).isArray()).toList();
    if (!missing.isEmpty()) {
      throw new RunLogException(
          file
              + " has no times of individual requests ("
              + String.join(", ", missing)
              + "): run vllm bench serve 0.32 or later with --save-detailed.");
    }
    return of(file, result, last.before());
  }

  /** An answer to such a request has no tokens, and so its result counts none. */
  private static boolean isPooled(JsonNode result) {
    return result.has("total_input_tokens") && !result.has("total_output_tokens");
  }

  private static VllmResult of(Path file, JsonNode result, int older) {
    int n = result.get("start_times").size();
    for (String key : LISTS) {
      if (result.get(key).size() != n) {
        throw new RunLogException(
            file + " is broken: " + key + " has " + result.get(key).size() + " entries, not " + n);
      }
    }
    ResultEntries entries = new ResultEntries(file, result);
    List<Request> requests = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      requests.add(
          new Request(
              entries.tokens("input_lens", i),
              entries.tokens("output_lens", i),
              entries.moment("start_times", i),
              entries.seconds("ttfts", i),
              entries.allSeconds("itls", i),
              entries.seconds("latencies", i),
              entries.has("queue_times", i) ? entries.seconds("queue_times", i) : 0,
              entries.saidSeconds("server_queue_times", i),
              entries.saidSeconds("server_ttfts", i),
              entries.has("generated_texts", i) ? entries.text("generated_texts", i) : "",
              entries.text("errors", i)));
    }
    Map<String, String> options = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : result.properties()) {
      String option = OPTIONS.get(field.getKey());
      if (option != null && !field.getValue().isNull()) {
        options.put(option, field.getValue().asText());
      }
    }
    return new VllmResult(
        options,
        result.path("date").asText(""),
        entries.duration(),
        requests,
        ResultExtras.of(result),
        ResultCounts.differences(result),
        older);
  }
}
