package llmbench.injection;

import io.gatling.core.controller.inject.open.OpenInjectionStep;
import java.util.PrimitiveIterator;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import llmbench.schedule.Arrivals;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.concurrent.duration.FiniteDuration;

/**
 * Gatling's open model over a schedule: a user for each time of it. Gatling asks for the users of
 * the next second or two, so that only theirs are held, and starts them on whole milliseconds; each
 * is started early by the lead, and waits on its own event loop until its very moment.
 */
final class ScheduledUsers implements OpenInjectionStep {

  private final Arrivals arrivals;
  private final int users;
  private final long leadNanos;
  private final transient StartTime start;
  private final BooleanSupplier isOver;
  private final transient Plan plan;

  /** Is told what is planned, before its user starts. */
  interface Plan {

    /**
     * The next request of the schedule.
     *
     * @param dueNanos when it is to be sent: a stamp of {@link System#nanoTime()}
     */
    void next(long dueNanos);
  }

  /**
   * Users for a schedule.
   *
   * @param users so many; of a longer schedule they have the last times
   * @param leadNanos how long before their time they start
   * @param start the schedule's zero
   * @param isOver whether no more are wanted
   */
  ScheduledUsers(
      Arrivals arrivals,
      int users,
      long leadNanos,
      StartTime start,
      BooleanSupplier isOver,
      Plan plan) {
    this.arrivals = arrivals;
    this.users = users;
    this.leadNanos = leadNanos;
    this.start = start;
    this.isOver = isOver;
    this.plan = plan;
  }

  /** Is called when Gatling begins: the schedule's zero is the lead later, or later still. */
  @Override
  public Iterator<FiniteDuration> chain(Iterator<FiniteDuration> chained) {
    long begun = System.nanoTime() + leadNanos;
    long zero = start.zeroNanos(begun);
    PrimitiveIterator.OfLong times = arrivals.nanos();
    long before = last(times, arrivals.requests() - users);
    return new AbstractIterator<>() {
      @Override
      public boolean hasNext() {
        return times.hasNext() && !isOver.getAsBoolean();
      }

      @Override
      public FiniteDuration next() {
        long time = times.nextLong() - before;
        plan.next(zero + time);
        return new FiniteDuration(zero - begun + time, TimeUnit.NANOSECONDS);
      }
    };
  }

  /** Takes so many times; the last of them, or 0. */
  private static long last(PrimitiveIterator.OfLong times, int count) {
    long last = 0;
    for (int i = 0; i < count; i++) {
      last = times.nextLong();
    }
    return last;
  }

  @Override
  public long users() {
    return users;
  }

  /** Gatling wants it for what follows, which is nothing. */
  @Override
  public FiniteDuration duration() {
    return new FiniteDuration(0, TimeUnit.NANOSECONDS);
  }

  @Override
  public int productArity() {
    return 0;
  }

  @Override
  public Object productElement(int n) {
    throw new IndexOutOfBoundsException(n);
  }

  @Override
  public boolean canEqual(Object that) {
    return that == this;
  }
}
