package llmbench.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import llmbench.options.BenchOptions.StopRules;
import llmbench.timeline.RunFacts.Stop;
import llmbench.timeline.RunFacts.StopCause;
import org.junit.jupiter.api.Test;

class GateTest {

  private long nowNanos = 1;
  private final List<Stop> told = new ArrayList<>();

  @Test
  void aShareOfFailuresStopsTheRunOnceTwentyAreFinished() {
    Gate gate = gate(OptionalDouble.of(0.1), OptionalInt.empty(), Optional.empty());
    finish(gate, 3, false);
    finish(gate, 16, true);
    assertThat(gate.letsPass()).as("19 are too few").isTrue();
    gate.finished(true);
    assertThat(gate.letsPass()).isFalse();
    assertThat(told)
        .containsExactly(
            new Stop(
                StopCause.MAX_ERROR_RATE,
                "3 of 20 requests failed (15.0 %), and max-error-rate allows 0.1"));
  }

  @Test
  void exactlyTheAllowedShareIsAllowed() {
    Gate gate = gate(OptionalDouble.of(0.1), OptionalInt.empty(), Optional.empty());
    finish(gate, 18, true);
    finish(gate, 2, false);
    assertThat(gate.letsPass()).isTrue();
    assertThat(gate.atEnd()).isEmpty();
  }

  @Test
  void aShortRunIsHeldToItsShareAtTheEnd() {
    Gate gate = gate(OptionalDouble.of(0.1), OptionalInt.empty(), Optional.empty());
    finish(gate, 5, false);
    assertThat(gate.letsPass()).isTrue();
    assertThat(gate.atEnd()).map(Stop::by).contains(StopCause.MAX_ERROR_RATE);
  }

  @Test
  void oneFailureMoreThanAllowedStopsTheRun() {
    Gate gate = gate(OptionalDouble.empty(), OptionalInt.of(2), Optional.empty());
    finish(gate, 2, false);
    assertThat(gate.letsPass()).isTrue();
    gate.finished(false);
    assertThat(gate.letsPass()).isFalse();
    assertThat(gate.atEnd().orElseThrow().why())
        .isEqualTo("3 requests failed, and max-errors allows 2");
  }

  @Test
  void theTimeRunsFromTheFirstPrompt() {
    Gate gate =
        gate(OptionalDouble.empty(), OptionalInt.empty(), Optional.of(Duration.ofSeconds(30)));
    TurnQueue queue = new TurnQueue(0, 3, gate, Optional.empty());
    nowNanos = 7;
    assertThat(queue.take()).isNotNull();
    nowNanos = 7 + 29_999_999_999L;
    assertThat(queue.take()).isNotNull();
    nowNanos++;
    assertThat(queue.take()).isNull();
    assertThat(gate.turnedAway()).isTrue();
    assertThat(gate.atEnd()).map(Stop::by).contains(StopCause.DURATION);
  }

  @Test
  void promptsThatAreAllSentLeaveNobodyToTurnAway() {
    Gate gate = gate(OptionalDouble.empty(), OptionalInt.of(0), Optional.empty());
    TurnQueue queue = new TurnQueue(0, 1, gate, Optional.empty());
    assertThat(queue.take()).isNotNull();
    gate.finished(false);
    assertThat(queue.take()).isNull();
    assertThat(gate.turnedAway()).isFalse();
  }

  @Test
  void whoWasLetPassAndHadToWaitIsLetInAfterATimeThatIsOverAndTurnedAwayByOtherRules() {
    Gate over = gate(OptionalDouble.empty(), OptionalInt.empty(), Optional.empty());
    assertThat(over.letsIn()).isTrue();
    over.close(new Stop(StopCause.DURATION, "3 s are over"));
    assertThat(over.letsIn()).isTrue();
    assertThat(over.turnedAway()).isFalse();
    Gate failed = gate(OptionalDouble.empty(), OptionalInt.empty(), Optional.empty());
    failed.close(new Stop(StopCause.MAX_ERRORS, "enough"));
    assertThat(failed.letsIn()).isFalse();
    assertThat(failed.turnedAway()).isTrue();
  }

  @Test
  void whoClosesItFirstIsTheReason() {
    Gate gate = gate(OptionalDouble.empty(), OptionalInt.of(0), Optional.empty());
    Stop signal = new Stop(StopCause.SIGNAL, "by SIGINT");
    gate.close(signal);
    gate.finished(false);
    assertThat(gate.atEnd()).contains(signal);
    assertThat(told).containsExactly(signal);
  }

  private Gate gate(OptionalDouble rate, OptionalInt errors, Optional<Duration> duration) {
    return new Gate(new StopRules(rate, errors, duration), () -> nowNanos, told::add);
  }

  private static void finish(Gate gate, int times, boolean ok) {
    for (int i = 0; i < times; i++) {
      gate.finished(ok);
    }
  }
}
