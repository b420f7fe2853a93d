package llmbench.metrics.windows;

import java.util.OptionalDouble;

/**
 * How a run begins and ends, where it is not like the rest of it. Of its successes.
 *
 * @param firstWave requests that were sent before any had ended: they meet an empty server together
 * @param firstTtftMillis their mean time to the first token
 * @param laterTtftMillis that of all others; empty where there are none
 * @param drain from the last start to the last end: ever fewer are in flight
 */
public record Phases(
    int firstWave, double firstTtftMillis, OptionalDouble laterTtftMillis, Span drain) {}
