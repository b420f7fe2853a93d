package llmbench.run;

import java.util.PrimitiveIterator;
import java.util.function.Consumer;
import llmbench.recorder.LateCounts;
import llmbench.schedule.Arrivals;
import llmbench.timeline.Conditions;
import llmbench.timeline.Departure;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.timeline.ScheduleKept;
import org.jspecify.annotations.Nullable;

/**
 * How the schedule of a step is kept: where it began, by the first request that tells, and how late
 * each was sent. On the recorder's thread.
 */
final class ScheduleAccount {

  private final @Nullable Arrivals arrivals;
  private final int prompts;
  private final LateCounts late = new LateCounts();
  private @Nullable Long zeroNanos;

  /**
   * An account of nothing yet.
   *
   * @param arrivals null where requests have no times of their own: it stays empty
   * @param prompts so many are measured; of a longer schedule they have the last times, from the
   *     one before them
   */
  ScheduleAccount(@Nullable Arrivals arrivals, int prompts) {
    this.arrivals = arrivals;
    this.prompts = prompts;
  }

  /** One of requests that have no times of their own. */
  static ScheduleAccount ofNone() {
    return new ScheduleAccount(null, 0);
  }

  /** Takes each request, and hands it on. */
  Consumer<RequestRecord> before(Consumer<RequestRecord> next) {
    return request -> {
      take(request);
      next.accept(request);
    };
  }

  /** A request of the step is over. */
  void take(RequestRecord request) {
    Departure departure = request.departure();
    Long planned = departure.plannedNanos();
    if (planned == null || arrivals == null) {
      return;
    }
    if (zeroNanos == null) {
      zeroNanos = planned - time(arrivals, request.index());
    }
    if (!request.isInterrupted()) {
      late.add(request.sentNanos() - planned);
    }
  }

  /** When the prompt at this place is due, since the schedule's zero. */
  private long time(Arrivals arrivals, int place) {
    PrimitiveIterator.OfLong times = arrivals.nanos();
    long before = 0;
    for (int i = 0; i < arrivals.requests() - prompts; i++) {
      before = times.nextLong();
    }
    for (int i = 0; i < place; i++) {
      times.nextLong();
    }
    return times.nextLong() - before;
  }

  /** Puts it with what else the run was measured under. */
  RunFacts completed(RunFacts facts) {
    Conditions conditions = facts.conditions();
    ScheduleKept.Late summary = late.summary();
    return conditions == null || zeroNanos == null || summary == null
        ? facts
        : facts.under(conditions.with(new ScheduleKept(zeroNanos, summary)));
  }
}
