package llmbench.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import llmbench.schedule.EvenGaps;
import llmbench.timeline.Conditions;
import llmbench.timeline.Departure;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.timeline.ScheduleKept;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScheduleAccountTest {

  private static final long MILLI = 1_000_000;

  /** At 10 a second, request 2 is due 300 ms after the schedule's zero. */
  @Test
  void whichRequestEndsFirstDoesNotMatter() {
    ScheduleAccount account = new ScheduleAccount(new EvenGaps(5, 10), 5);
    account.take(request(2, 1_300 * MILLI, 1_301 * MILLI, null));
    account.take(request(0, 1_100 * MILLI, 1_103 * MILLI, null));
    assertThat(kept(account).zeroNanos()).isEqualTo(1_000 * MILLI);
    assertThat(kept(account).late().requests()).isEqualTo(2);
    assertThat(kept(account).late().meanMillis()).isEqualTo(2);
    assertThat(kept(account).late().maxMillis()).isEqualTo(3);
  }

  /** Warm-ups had the first two times: the schedule of the others begins with the second. */
  @Test
  void ofALongerScheduleTheLastTimesCount() {
    ScheduleAccount account = new ScheduleAccount(new EvenGaps(5, 10), 3);
    account.take(request(0, 1_100 * MILLI, 1_100 * MILLI, null));
    assertThat(kept(account).zeroNanos()).isEqualTo(1_000 * MILLI);
  }

  @Test
  void whatWasInterruptedTellsTheZeroAlone() {
    ScheduleAccount account = new ScheduleAccount(new EvenGaps(5, 10), 5);
    Fault interrupted = new Fault(FaultKind.INTERRUPTED, "the run was stopped", null);
    account.take(request(0, 1_100 * MILLI, 1_900 * MILLI, interrupted));
    assertThat(account.completed(facts())).isEqualTo(facts());
    account.take(request(1, 1_200 * MILLI, 1_202 * MILLI, null));
    assertThat(kept(account))
        .isEqualTo(new ScheduleKept(1_000 * MILLI, new ScheduleKept.Late(1, 2, 2, 2, 2)));
  }

  @Test
  void aRunWithoutTimesOrConditionsIsLeftAlone() {
    ScheduleAccount account = new ScheduleAccount(new EvenGaps(5, 10), 5);
    account.take(request(0, null, MILLI, null));
    assertThat(account.completed(facts())).isEqualTo(facts());
    account.take(request(0, MILLI, MILLI, null));
    RunFacts killed = facts().under(null);
    assertThat(account.completed(killed)).isEqualTo(killed);
  }

  private static ScheduleKept kept(ScheduleAccount account) {
    return requireNonNull(requireNonNull(account.completed(facts()).conditions()).schedule());
  }

  private static RunFacts facts() {
    return new RunFacts(
            RunFacts.SCHEMA,
            RunFacts.State.FINISHED,
            "",
            "",
            1,
            null,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of())
        .under(Conditions.of(false, null));
  }

  private static RequestRecord request(
      int index, @Nullable Long planned, long sent, @Nullable Fault fault) {
    return new RequestRecord(
            index,
            "chat",
            "",
            1,
            1,
            sent,
            sent + 1,
            200,
            0,
            Messages.NONE,
            null,
            null,
            "",
            "",
            fault)
        .departed(new Departure(planned, null, 0));
  }
}
