package llmbench.reporting;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import llmbench.metrics.numbers.Seconds;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.Conditions;
import llmbench.timeline.RunFacts;
import llmbench.timeline.ScheduleKept;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of runs that are one run together. Several machines' are laid together by their
 * wall-clock pairing: all times are on the first one's.
 */
final class RunClocks {

  private RunClocks() {}

  /** By how much another run's clock zero is later than the first one's; 0 where nobody knows. */
  static long shiftNanos(@Nullable RunFacts first, @Nullable RunFacts other) {
    return first == null || other == null
        ? 0
        : TimeUnit.MILLISECONDS.toNanos(
            other.clockZeroEpochMillis() - first.clockZeroEpochMillis());
  }

  /**
   * How long vLLM bench takes it to be: since the earliest zero of their schedules; since the first
   * request where none has one, as in files of before 0.2.0, and of a run that was killed.
   */
  static MeasuredTime measured(List<RecordedRun> runs) {
    RunFacts first = runs.isEmpty() ? null : runs.get(0).facts();
    OptionalLong zero =
        runs.stream().map(RecordedRun::facts).flatMapToLong(facts -> zeroes(facts, first)).min();
    return zero.isPresent()
        ? MeasuredTime.since(Seconds.ofNanos(zero.getAsLong()))
        : MeasuredTime.OF_REQUESTS;
  }

  private static LongStream zeroes(@Nullable RunFacts facts, @Nullable RunFacts first) {
    return scheduleZero(facts).stream().map(zero -> zero + shiftNanos(first, facts));
  }

  /** Where its schedule begins, on its own clock; empty where it has none, or doesn't say so. */
  static OptionalLong scheduleZero(@Nullable RunFacts facts) {
    Conditions conditions = facts == null ? null : facts.conditions();
    ScheduleKept schedule = conditions == null ? null : conditions.schedule();
    return schedule == null ? OptionalLong.empty() : OptionalLong.of(schedule.zeroNanos());
  }
}
