package llmbench.timeline;

import java.util.List;
import java.util.stream.Stream;

/**
 * The times that servers measure of themselves and show at {@code /metrics}, each as a histogram in
 * seconds, and the names by which they do: a server has the first of them that is on its page.
 * Sources: a running vLLM 0.32, vLLM's {@code vllm/v1/metrics/loggers.py}, and SGLang's
 * documentation ("Production Metrics").
 */
public enum ServerTime {
  /** From the arrival of a request to its first token. */
  TTFT(
      "To the first token",
      "vllm:time_to_first_token_seconds",
      "sglang:time_to_first_token_seconds"),
  /** From one token to the next; vLLM had another name for it until 0.11. */
  ITL(
      "Between tokens",
      "vllm:inter_token_latency_seconds",
      "vllm:time_per_output_token_seconds",
      "sglang:inter_token_latency_seconds"),
  /** From the arrival of a request until it is taken up. */
  QUEUE("Waiting", "vllm:request_queue_time_seconds", "sglang:queue_time_seconds"),
  /** From when it is taken up to its first token. */
  PREFILL("Prefill", "vllm:request_prefill_time_seconds"),
  /** From its first token to its last. */
  DECODE("Decode", "vllm:request_decode_time_seconds"),
  /** From the arrival of a request to its end. */
  E2EL("A whole request", "vllm:e2e_request_latency_seconds", "sglang:e2e_request_latency_seconds");

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // It is one of List.of().
  private final List<String> series;

  ServerTime(String label, String... series) {
    this.label = label;
    this.series = List.of(series);
  }

  /** What it is, in words. */
  public String label() {
    return label;
  }

  /** The names of its histogram; the first that a page has is taken. */
  public List<String> series() {
    return series;
  }

  /** The names of all of them. */
  public static List<String> allSeries() {
    return Stream.of(values()).flatMap(time -> time.series.stream()).toList();
  }
}
