package llmbench.timeline;

import org.jspecify.annotations.Nullable;

/**
 * How a request set out. Points in time are on the clock of whoever has it: a record's since the
 * run's clock zero, an {@code LlmResult}'s stamps of {@link System#nanoTime()}.
 *
 * @param plannedNanos when it was to be sent; null where nothing was planned, as in a closed model
 * @param admittedNanos when it had its place among the requests in flight; null where it needed
 *     none
 * @param connectNanos how long after it was sent it had its connection; 0 where one was open. The
 *     tools' clocks run meanwhile, and so does ours
 */
public record Departure(
    @Nullable Long plannedNanos, @Nullable Long admittedNanos, long connectNanos) {

  /** Of a request that was sent as soon as its turn came, over a connection that was open. */
  public static final Departure AT_ONCE = new Departure(null, null, 0);

  /** The same on a clock whose zero is so much earlier. */
  public Departure later(long nanos) {
    return plannedNanos == null && admittedNanos == null
        ? this
        : new Departure(plus(plannedNanos, nanos), plus(admittedNanos, nanos), connectNanos);
  }

  /** The same with another time to its connection. */
  public Departure connectedIn(long nanos) {
    return nanos == connectNanos ? this : new Departure(plannedNanos, admittedNanos, nanos);
  }

  private static @Nullable Long plus(@Nullable Long time, long nanos) {
    return time == null ? null : time + nanos;
  }
}
