package llmbench.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import org.junit.jupiter.api.Test;

class InFlightTest {

  private final InFlight inFlight = new InFlight();
  private final List<Integer> interrupted = new ArrayList<>();

  @Test
  void onlyWhatIsNotFinishedIsInterrupted() {
    start(0, true);
    start(1, true);
    inFlight.finished(0);
    assertThat(inFlight.interrupt(Duration.ofMinutes(1))).isEmpty();
    assertThat(interrupted).containsExactly(1);
    assertThat(inFlight.count()).isZero();
  }

  @Test
  void whatDoesNotEndInTimeIsHandedBack() {
    start(0, false);
    List<InFlight.Request> left = inFlight.interrupt(Duration.ZERO);
    assertThat(left).hasSize(1);
    assertThat(left.get(0).asInterrupted().get().index()).isZero();
  }

  @Test
  void whatStartsAfterTheInterruptIsInterruptedToo() {
    assertThat(inFlight.interrupt(Duration.ofMinutes(1))).isEmpty();
    start(5, true);
    assertThat(interrupted).containsExactly(5);
  }

  private void start(int index, boolean ends) {
    Runnable interrupt =
        () -> {
          interrupted.add(index);
          if (ends) {
            inFlight.finished(index);
          }
        };
    inFlight.started(index, new InFlight.Request(interrupt, () -> record(index)));
  }

  private static RequestRecord record(int index) {
    return new RequestRecord(
        index, "chat", "", 1, 1, 0, 1, 0, 0, Messages.NONE, null, null, "", "", null);
  }
}
