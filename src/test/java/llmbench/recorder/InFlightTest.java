package llmbench.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import org.junit.jupiter.api.Test;

class InFlightTest {

  private final InFlight<Asked> inFlight = new InFlight<>();
  private final List<Integer> interrupted = new ArrayList<>();

  /** By their own ends, each as often as it was. */
  private final List<Integer> recorded = new ArrayList<>();

  @Test
  void onlyWhatIsNotFinishedIsInterrupted() {
    start(0, true);
    start(1, true);
    finish(0);
    assertThat(inFlight.interrupt(Duration.ofMinutes(1))).isEmpty();
    assertThat(interrupted).containsExactly(1);
    assertThat(inFlight.count()).isZero();
  }

  @Test
  void onlyWhatIsNotFinishedIsListed() {
    start(0, true);
    start(1, true);
    finish(0);
    assertThat(inFlight.requests()).extracting(request -> request.index).containsExactly(1);
  }

  @Test
  void whatDoesNotEndInTimeIsHandedBack() {
    start(0, false);
    List<Asked> left = inFlight.interrupt(Duration.ZERO);
    assertThat(left).hasSize(1);
    assertThat(left.get(0).asInterrupted().index()).isZero();
  }

  @Test
  void whatStartsAfterTheInterruptIsInterruptedToo() {
    assertThat(inFlight.interrupt(Duration.ofMinutes(1))).isEmpty();
    start(5, true);
    assertThat(interrupted).containsExactly(5);
  }

  @Test
  void whatWasHandedBackIsNotRecordedAgainWhenItEndsLate() {
    start(0, false);
    start(1, false);
    assertThat(inFlight.interrupt(Duration.ZERO)).hasSize(2);
    assertThat(finish(0)).isFalse();
    assertThat(recorded).isEmpty();
    assertThat(inFlight.count()).isZero();
  }

  @Test
  void whatIsRecordedByItsOwnEndIsNotHandedBack() {
    start(0, false);
    start(1, false);
    inFlight.finished(
        0,
        () ->
            assertThat(inFlight.interrupt(Duration.ZERO))
                .extracting(request -> request.index)
                .containsExactly(1));
    assertThat(inFlight.count()).isZero();
  }

  @Test
  void whatEndsTwiceIsRecordedOnce() {
    start(0, false);
    assertThat(finish(0)).isTrue();
    assertThat(finish(0)).isFalse();
    assertThat(recorded).containsExactly(0);
  }

  @Test
  void ofEndsAndInterruptionsAtOnceEachRequestHasExactlyOne() throws InterruptedException {
    int requests = 10_000;
    for (int index = 0; index < requests; index++) {
      start(index, false);
    }
    Thread ends =
        new Thread(
            () -> {
              for (int index = 0; index < requests; index++) {
                finish(index);
              }
            });
    ends.start();
    List<Integer> handedBack =
        inFlight.interrupt(Duration.ZERO).stream().map(request -> request.index).toList();
    ends.join();
    List<Integer> all = new ArrayList<>(recorded);
    all.addAll(handedBack);
    assertThat(all).hasSize(requests).doesNotHaveDuplicates();
  }

  private boolean finish(int index) {
    return inFlight.finished(index, () -> recorded.add(index));
  }

  private void start(int index, boolean ends) {
    inFlight.started(index, new Asked(index, ends));
  }

  /** A request that ends, or not, when it is interrupted. */
  private final class Asked implements InFlight.Request {

    private final int index;
    private final boolean ends;

    Asked(int index, boolean ends) {
      this.index = index;
      this.ends = ends;
    }

    @Override
    public void interrupt() {
      interrupted.add(index);
      if (ends) {
        finish(index);
      }
    }

    @Override
    public RequestRecord asInterrupted() {
      return new RequestRecord(
          index, "chat", "", 1, 1, 0, 1, 0, 0, Messages.NONE, null, null, "", "", null);
    }
  }
}
