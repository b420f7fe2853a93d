package llmbench.metrics.observed;

import java.util.OptionalDouble;
import llmbench.latency.RequestLatency;
import llmbench.metrics.numbers.Seconds;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.ChunkRule;
import llmbench.timeline.RequestRecord;

/**
 * The honest times of one request: what {@link TrueFigures} are made of. Seconds.
 *
 * @param hasOutput whether an output came at a time that is known: an answer that came whole has
 *     none
 * @param ttftSeconds from sending to the first output; 0 without one
 * @param gapsSeconds from one output to the next, in order
 * @param totalSeconds from sending to the last byte, or to the fault
 */
public record TrueTimes(
    boolean hasOutput, double ttftSeconds, Series gapsSeconds, double totalSeconds)
    implements RequestLatency {

  /** Those of a request, also of one that failed. */
  public static TrueTimes of(RequestRecord request) {
    ChunkRule.Times times = ChunkRule.OUTPUTS.read(request.messages());
    return new TrueTimes(
        times.found(),
        times.firstSeconds(),
        times.gapsSeconds(),
        Seconds.ofNanos(request.endNanos() - request.sentNanos()));
  }

  @Override
  public boolean hasFirstToken() {
    return hasOutput;
  }

  @Override
  public double latencySeconds() {
    return totalSeconds;
  }

  /** What was seen are outputs; how many tokens each has only the server knows. */
  @Override
  public int outputTokens() {
    return 0;
  }

  /** The longest wait between two outputs; empty where there were not two. */
  public OptionalDouble longestGapSeconds() {
    return gapsSeconds.stream().max();
  }
}
