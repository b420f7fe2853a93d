package llmbench.progress;

import static java.util.Objects.requireNonNull;
import static llmbench.progress.testing.ProgressFixtures.failed;
import static llmbench.progress.testing.ProgressFixtures.interrupted;
import static llmbench.progress.testing.ProgressFixtures.ok;
import static llmbench.progress.testing.ProgressFixtures.ongoing;
import static llmbench.progress.testing.ProgressFixtures.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LiveTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long SENT = 77 * SECOND;

  private final List<Ongoing> inFlight = new ArrayList<>();
  private boolean closed;
  private Live live = live(Optional.empty());

  private Live live(Optional<Duration> duration) {
    return new Live(OptionalInt.of(10), true, duration, () -> inFlight, () -> closed);
  }

  private LiveFigures after(long seconds) {
    return live.at(SENT + seconds * SECOND);
  }

  private void begin() {
    inFlight.add(ongoing(SENT, 100, 0, 0, 0));
    assertThat(live.begins(SENT + SECOND / 20)).isTrue();
  }

  @Test
  void aRunBeginsWithItsFirstRequestWheneverThatIsSeen() {
    assertThat(live.begins(SENT)).isFalse();
    begin();
    LiveFigures figures = after(2);
    assertThat(figures.elapsedSeconds()).isEqualTo(2);
    assertThat(figures.inFlight()).isEqualTo(1);
    assertThat(figures.done()).isZero();
    assertThat(figures.tokensPerSecond()).hasValue(0);
    assertThat(figures.ttftMillis()).isEmpty();
    assertThat(figures.itlMillis()).isEmpty();
    assertThat(figures.etaSeconds()).isEmpty();
  }

  @Test
  void aRunWhoseRequestsAreTooFastToBeSeenBeginsToo() {
    live.finished(ok(3, 1, 1, 3));
    assertThat(live.begins(SENT)).isTrue();
    assertThat(after(0).elapsedSeconds()).isZero();
    assertThat(after(1).done()).isEqualTo(1);
  }

  @Test
  void whatIsInFlightCountsByItsOutputs() {
    begin();
    inFlight.clear();
    inFlight.add(ongoing(SENT, 100, 50, 20, 4));
    inFlight.add(ongoing(SENT, 100, 100, 60, 6));
    LiveFigures figures = after(1);
    assertThat(figures.tokensPerSecond()).hasValue(150);
    assertThat(figures.ttftMillis()).hasValue(40);
    assertThat(figures.itlMillis()).hasValue(5);
    // One and a half of ten requests are done.
    assertThat(figures.etaSeconds().orElseThrow()).isCloseTo(8.5 / 1.5, within(1e-9));
  }

  @Test
  void finishedRequestsAreCountedByTheirKind() {
    begin();
    live.finished(ok(10, 20, 5, 10));
    live.finished(ok(10, 30, 5, null));
    live.finished(failed(7));
    live.finished(interrupted(3));
    LiveFigures figures = after(1);
    assertThat(figures.ok()).isEqualTo(2);
    assertThat(figures.failed()).isEqualTo(1);
    assertThat(figures.done()).isEqualTo(3);
    assertThat(figures.tokensPerSecond()).hasValue(30);
    assertThat(figures.ttftMillis()).as("of successes only").hasValue(25);
    assertThat(figures.itlMillis()).hasValue(5);
  }

  @Test
  void answersWithoutTokensCountByTheRequestAndTheirWholeTime() {
    live = new Live(OptionalInt.of(10), false, Optional.empty(), () -> inFlight, () -> closed);
    begin();
    live.finished(whole(20));
    live.finished(whole(40));
    live.finished(failed(7));
    LiveFigures.Whole whole = requireNonNull(after(1).whole());
    assertThat(whole.requestsPerSecond()).hasValue(3);
    assertThat(whole.e2elMillis()).as("of successes only").hasValue(30);
    assertThat(after(1).ttftMillis()).isEmpty();
  }

  @Test
  void whereTheServerBundlesTokensAnOutputStandsForSeveral() {
    begin();
    live.finished(ok(10, 20, 5, 40));
    inFlight.clear();
    inFlight.add(ongoing(SENT, 100, 5, 20, 5));
    LiveFigures figures = after(1);
    assertThat(figures.tokensPerSecond()).hasValue(60);
    assertThat(figures.etaSeconds().orElseThrow()).isCloseTo(8.8 / 1.2, within(1e-9));
  }

  @Test
  void aRequestThatIsNoLongerInFlightAndNotYetRecordedIsNoFallingPace() {
    begin();
    inFlight.set(0, ongoing(SENT, 100, 100, 20, 5));
    assertThat(after(1).tokensPerSecond()).hasValue(100);
    inFlight.clear();
    assertThat(after(2).tokensPerSecond()).hasValue(50);
    live.finished(ok(100, 20, 5, 100));
    assertThat(after(4).tokensPerSecond()).hasValue(25);
  }

  @Test
  void moreOutputsThanWereAskedForAreNoMoreThanOneRequest() {
    begin();
    inFlight.clear();
    for (int i = 0; i < 10; i++) {
      inFlight.add(ongoing(SENT, 10, 25, 20, 5));
    }
    assertThat(after(1).etaSeconds()).hasValue(0);
  }

  @Test
  void aRequestOfUnknownLengthCountsWhenItIsFinished() {
    begin();
    inFlight.set(0, ongoing(SENT, 0, 25, 20, 5));
    assertThat(after(1).etaSeconds()).isEmpty();
    live.finished(ok(100, 20, 5, 100));
    assertThat(after(1).etaSeconds()).hasValue(9);
  }

  @Test
  void aTimeThatEndsTheRunIsItsEtaAtMost() {
    live = live(Optional.of(Duration.ofSeconds(6)));
    begin();
    assertThat(after(1).etaSeconds()).hasValue(5);
    live.finished(ok(10, 20, 5, 10));
    assertThat(after(2).etaSeconds()).hasValue(4);
    assertThat(after(7).etaSeconds()).hasValue(0);
  }

  @Test
  void whenNothingMoreIsSentOnlyWhatIsInFlightIsLeft() {
    live = live(Optional.of(Duration.ofSeconds(6)));
    begin();
    for (int i = 0; i < 3; i++) {
      live.finished(ok(10, 20, 5, 10));
    }
    inFlight.set(0, ongoing(SENT, 100, 50, 20, 5));
    closed = true;
    assertThat(after(7).etaSeconds()).hasValue(1);
    inFlight.clear();
    live.finished(ok(100, 20, 5, 100));
    assertThat(after(8).etaSeconds()).hasValue(0);
  }

  @Test
  void onlyTheLastFewHundredRequestsAreLookedAt() {
    begin();
    for (int i = 0; i < 5000; i++) {
      live.finished(ok(20, 1000, 50, 20));
    }
    for (int i = 0; i < 512; i++) {
      live.finished(ok(20, 10, 5, 20));
    }
    LiveFigures figures = after(1);
    assertThat(figures.ttftMillis()).hasValue(10);
    assertThat(figures.itlMillis()).hasValue(5);
    assertThat(figures.ok()).isEqualTo(5512);
  }
}
