package llmbench.metrics.request;

import java.util.OptionalDouble;
import llmbench.latency.LatencyMetric;
import llmbench.latency.RequestLatency;
import llmbench.metrics.numbers.Series;
import llmbench.timeline.RequestRecord;
import org.jspecify.annotations.Nullable;

/**
 * One request as a tool's definitions see it: what vLLM bench calls a {@code RequestFuncOutput}.
 * Made from a {@link RequestRecord} by a tool's dialect, or read from a tool's own result.
 *
 * @param index place in the dataset, from 0
 * @param success whether it is in the statistics
 * @param startSeconds when it was sent, since any zero that all requests of the run share
 * @param endSeconds when it really ended, by its last byte or its fault, since the same zero
 * @param ttftSeconds time to the first token; 0 when none came
 * @param gapsSeconds inter-token latencies, in order
 * @param latencySeconds end-to-end latency by the tool's definition; 0 for a failure
 * @param inputTokens tokens of the prompt, as the tool counts them
 * @param outputTokens tokens of the answer; 0 for a failure
 * @param tokensCounted whether the server reported no output tokens, so that the tokenizer counted
 * @param queueSeconds how long the client let it wait for its turn
 * @param server what the server said of its own times; null when it said nothing
 * @param text the answer; empty for a failure
 * @param error why it failed; empty for a success
 */
public record RequestTimes(
    int index,
    boolean success,
    double startSeconds,
    double endSeconds,
    double ttftSeconds,
    Series gapsSeconds,
    double latencySeconds,
    int inputTokens,
    int outputTokens,
    boolean tokensCounted,
    double queueSeconds,
    @Nullable ServerSeconds server,
    String text,
    String error)
    implements RequestLatency {

  public RequestTimes {
    if (!(latencySeconds >= 0 && ttftSeconds >= 0 && Double.isFinite(startSeconds + endSeconds))) {
      throw new IllegalArgumentException(
          "request "
              + index
              + " has impossible times: start "
              + startSeconds
              + " s, end "
              + endSeconds
              + " s, TTFT "
              + ttftSeconds
              + " s, latency "
              + latencySeconds
              + " s");
    }
  }

  /**
   * vLLM bench hands a request over at its time, all requests of a closed model at the start; what
   * they then wait for their turn is their queue time. Our users take the next prompt when it is
   * its turn: the same wait.
   */
  public RequestTimes queuedSince(double handedOverSeconds) {
    return with(latencySeconds, startSeconds - handedOverSeconds);
  }

  /** A tool takes 0 for the time of a token that never came. */
  @Override
  public boolean hasFirstToken() {
    return true;
  }

  /** Whether it has a time per output token: only an answer of more than one token does. */
  public boolean hasTpot() {
    return outputTokens > 1;
  }

  /**
   * Time per output token without the first: (latency − TTFT) / (output tokens − 1), and 0 for an
   * answer of at most one token, as vLLM's goodput takes it. Seconds.
   */
  public double tpotSeconds() {
    return LatencyMetric.TPOT.seconds(this).orElse(0);
  }

  /** Whether the server said anything of its own times. */
  public boolean hasServerTimes() {
    return server != null;
  }

  /** How long the request waited in the server, as it says; seconds. */
  public OptionalDouble serverQueueSeconds() {
    return server == null ? OptionalDouble.empty() : server.queue();
  }

  /** Time to the first token as the server itself says; seconds. */
  public OptionalDouble serverTtftSeconds() {
    return server == null ? OptionalDouble.empty() : server.ttft();
  }

  /** The same with its real end as the end of its latency: where no message of it was timed. */
  public RequestTimes untilItsEnd() {
    return with(success ? endSeconds - startSeconds : 0, queueSeconds);
  }

  private RequestTimes with(double latency, double queue) {
    return new RequestTimes(
        index,
        success,
        startSeconds,
        endSeconds,
        ttftSeconds,
        gapsSeconds,
        latency,
        inputTokens,
        outputTokens,
        tokensCounted,
        queue,
        server,
        text,
        error);
  }
}
