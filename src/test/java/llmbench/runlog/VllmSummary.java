package llmbench.runlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The figures of a result JSON, as {@code vllm bench serve --save-result} and vllm-bench, its
 * sibling in Rust, write it; without the times of single requests.
 *
 * @param client who wrote it
 * @param backend such as {@code openai-chat}; empty when it doesn't say
 * @param concurrency {@code --max-concurrency}; empty when there was none
 * @param requestRate {@code --request-rate}, infinite where there was none; empty when it rose, or
 *     isn't there
 * @param numbers every key that has a number, as it is there: times in ms, the duration in s
 * @param differences what its own counts and its lists don't agree in, a sentence each without its
 *     full stop
 */
public record VllmSummary(
    Client client,
    String backend,
    OptionalInt concurrency,
    OptionalDouble requestRate,
    Map<String, Double> numbers,
    List<String> differences) {

  /** Which client wrote a result. */
  public enum Client {
    /** {@code vllm bench serve} 0.11: has no count of failures. */
    PYTHON_0_11,
    /** {@code vllm bench serve} 0.32; or 0.33, where no server said its own times. */
    PYTHON_0_32,
    /** {@code vllm bench serve} 0.33: alone in having the server's own times. */
    PYTHON_0_33,
    /** vllm-bench: alone in looking for a steady state. */
    RUST
  }

  public VllmSummary {
    numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    differences = List.copyOf(differences);
  }

  /**
   * Reads a result; of a file that was appended to, the last.
   *
   * @throws RunLogException when it is none
   */
  public static VllmSummary read(Path file) {
    JsonNode result = ToolJson.last(file).document();
    if (!result.path("request_throughput").isNumber() || !result.path("completed").isNumber()) {
      throw new RunLogException(
          file
              + " is not a result of vLLM bench: it lacks request_throughput or completed.\n"
              + "Expected is the JSON of vllm bench serve --save-result, or of vllm-bench.");
    }
    JsonNode concurrency = result.path("max_concurrency");
    return new VllmSummary(
        client(result),
        result.path("backend").asText(""),
        concurrency.isInt() ? OptionalInt.of(concurrency.asInt()) : OptionalInt.empty(),
        requestRate(result),
        ToolJson.numbers(result),
        ResultCounts.differences(result));
  }

  /** The same, of which it is known who wrote it. */
  public VllmSummary by(Client writer) {
    return new VllmSummary(writer, backend, concurrency, requestRate, numbers, differences);
  }

  private static OptionalDouble requestRate(JsonNode result) {
    JsonNode rate = result.path("request_rate");
    if (result.path("ramp_up_strategy").isTextual()) {
      return OptionalDouble.empty();
    }
    if (rate.asText().equals("inf")) {
      return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }
    return rate.isNumber() ? OptionalDouble.of(rate.asDouble()) : OptionalDouble.empty();
  }

  private static Client client(JsonNode result) {
    if (result.has("steady_state")) {
      return Client.RUST;
    }
    if (result.has("server_ttfts") || result.has("server_queue_times")) {
      return Client.PYTHON_0_33;
    }
    return result.has("failed") ? Client.PYTHON_0_32 : Client.PYTHON_0_11;
  }
}
