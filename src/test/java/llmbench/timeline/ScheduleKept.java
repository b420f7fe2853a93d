package llmbench.timeline;

import java.util.Objects;

/**
 * The schedule of a run whose requests had times of their own, and how it was kept.
 *
 * @param zeroNanos where the schedule begins, since the clock zero: a request's planned time less
 *     its time in the schedule. The first request may be due later, as vLLM bench's is
 * @param late how late requests were sent
 */
public record ScheduleKept(long zeroNanos, Late late) {

  /** Read from a file, too, in which it may be missing. */
  public ScheduleKept {
    Objects.requireNonNull(late);
  }

  /**
   * How late requests were sent, each by its own time, in milliseconds; what waited for room is in
   * it. The record has the exact time of each.
   *
   * @param requests how many had a time, those that were interrupted left out
   * @param meanMillis exact
   * @param p50Millis nearest rank, rounded up by less than a hundredth
   * @param p99Millis likewise
   * @param maxMillis exact
   */
  public record Late(
      long requests, double meanMillis, double p50Millis, double p99Millis, double maxMillis) {}
}
