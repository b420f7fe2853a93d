package llmbench.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlateauDetectorTest {

  private static final long MILLI = 1_000_000;

  @Test
  void workThatIsAsFastAllTheTimeEndsSoon() {
    PlateauDetector pace = begun(0, 60_000 * MILLI);
    int spans = spans(pace, 100, 100, 100, 100, 100, 100, 100, 100);
    assertThat(spans).isEqualTo(5);
    assertThat(pace.firstPerSecond()).isEqualTo(1000);
    assertThat(pace.bestPerSecond()).isEqualTo(1000);
    assertThat(pace.total()).isEqualTo(500);
    assertThat(pace.seconds()).isEqualTo(0.5);
  }

  @Test
  void workThatGetsFasterGoesOnUntilItDoesNot() {
    PlateauDetector pace = begun(0, 60_000 * MILLI);
    assertThat(spans(pace, 1, 2, 4, 8, 16, 32, 31, 32, 33, 30, 99)).isEqualTo(10);
    assertThat(pace.firstPerSecond()).isEqualTo(10);
    assertThat(pace.bestPerSecond()).isEqualTo(320);
  }

  @Test
  void aPauseIsNoEndIfThereWasMoreToCome() {
    PlateauDetector pace = begun(0, 60_000 * MILLI);
    assertThat(spans(pace, 10, 10, 10, 10, 20, 20, 20, 20, 20)).isEqualTo(9);
  }

  @Test
  void itEndsWhenItsTimeIsOverHoweverMuchFasterItGets() {
    PlateauDetector pace = begun(7 * MILLI, 300 * MILLI);
    assertThat(pace.done(1, 100 * MILLI)).isTrue();
    assertThat(pace.done(9, 250 * MILLI)).isTrue();
    assertThat(pace.done(99, 307 * MILLI)).isFalse();
    assertThat(pace.done(999, 308 * MILLI)).isFalse();
    assertThat(pace.total()).isEqualTo(109);
    assertThat(pace.seconds()).isEqualTo(0.3);
  }

  @Test
  void aSpanThatIsLongerThanItShouldBeIsNoFasterForThat() {
    PlateauDetector pace = begun(0, 60_000 * MILLI);
    assertThat(pace.done(1000, 1000 * MILLI)).isTrue();
    assertThat(pace.bestPerSecond()).isEqualTo(1000);
  }

  @Test
  void ofNoWholeSpanThereIsNoPace() {
    PlateauDetector pace = begun(0, 50 * MILLI);
    assertThat(pace.done(5, 50 * MILLI)).isFalse();
    assertThat(pace.firstPerSecond()).isZero();
    assertThat(pace.bestPerSecond()).isZero();
  }

  @Test
  void itBeginsOnce() {
    PlateauDetector pace = begun(0, 300 * MILLI);
    pace.begin(200 * MILLI);
    assertThat(pace.done(1, 300 * MILLI)).isFalse();
  }

  private static PlateauDetector begun(long nowNanos, long mostNanos) {
    PlateauDetector pace = new PlateauDetector(mostNanos);
    pace.begin(nowNanos);
    return pace;
  }

  /** So much is done in each span; how many of them it takes until it ends. */
  private static int spans(PlateauDetector pace, int... done) {
    int spans = 0;
    for (int more : done) {
      spans++;
      if (!pace.done(more, spans * PlateauDetector.SPAN_NANOS)) {
        return spans;
      }
    }
    return Integer.MAX_VALUE;
  }
}
