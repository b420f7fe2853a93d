package llmbench.simserver.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import llmbench.simserver.truth.RequestTruth;

/**
 * A request's own times as vLLM puts them into its answer. Source: vLLM's documentation,
 * "Per-Request Metrics": the time to the first token begins when the request was scheduled, after
 * its wait.
 */
final class RequestMetrics {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private RequestMetrics() {}

  /** The object, of a request whose tokens are all written. */
  static String json(RequestTruth truth) {
    long first = truth.firstNanos();
    long decodeNanos = truth.lastNanos() - first;
    long inferenceNanos = truth.lastNanos() - truth.scheduledNanos();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("time_to_first_token_ms", (first - truth.scheduledNanos()) / NANOS_PER_MILLI);
    json.put("generation_time_ms", decodeNanos / NANOS_PER_MILLI);
    json.put("queue_time_ms", (truth.scheduledNanos() - truth.arrivedNanos()) / NANOS_PER_MILLI);
    if (truth.tokens() > 1) {
      json.put("mean_itl_ms", decodeNanos / NANOS_PER_MILLI / (truth.tokens() - 1));
    } else {
      json.putNull("mean_itl_ms");
    }
    json.put("tokens_per_second", truth.tokens() * NANOS_PER_SECOND / Math.max(1, inferenceNanos));
    return json.toString();
  }
}
