package llmbench.metrics.request;

import java.util.OptionalDouble;
import llmbench.timeline.ServerTimes;
import org.jspecify.annotations.Nullable;

/**
 * What a server said of its own times of a request, in seconds, as vLLM bench keeps them. A tool's
 * result has them so: through the milliseconds of an answer and back they'd lose their last digit.
 *
 * @param queue how long the request waited; empty when the server didn't say
 * @param ttft from when it was worked on to its first token; empty when the server didn't say
 */
public record ServerSeconds(OptionalDouble queue, OptionalDouble ttft) {

  private static final double MILLIS_PER_SECOND = 1000;

  /** What an answer said, divided as the tool divides it; null where it said nothing. */
  public static @Nullable ServerSeconds of(@Nullable ServerTimes said) {
    return said == null
        ? null
        : new ServerSeconds(ofMillis(said.queueMillis()), ofMillis(said.ttftMillis()));
  }

  private static OptionalDouble ofMillis(@Nullable Double millis) {
    return millis == null ? OptionalDouble.empty() : OptionalDouble.of(millis / MILLIS_PER_SECOND);
  }
}
