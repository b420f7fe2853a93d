package llmbench.metrics.windows;

import llmbench.metrics.numbers.Seconds;

/**
 * A part of a run.
 *
 * @param startNanos since the run's clock zero
 * @param endNanos likewise; not before the start
 */
public record Span(long startNanos, long endNanos) {

  /** How long it is. */
  public double seconds() {
    return Seconds.ofNanos(endNanos - startNanos);
  }

  /** Whether this moment is in it, of which the end isn't. */
  boolean has(long nanos) {
    return startNanos <= nanos && nanos < endNanos;
  }
}
