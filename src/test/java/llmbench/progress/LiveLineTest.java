package llmbench.progress;

import static llmbench.progress.testing.ProgressFixtures.failed;
import static llmbench.progress.testing.ProgressFixtures.ok;
import static llmbench.progress.testing.ProgressFixtures.ongoing;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import llmbench.progress.testing.Screen;
import org.junit.jupiter.api.Test;

/** When a line is shown; the test is the thread, and its clock. */
class LiveLineTest {

  private static final long SECOND = 1_000_000_000L;
  private static final Terminal TERMINAL = new Terminal(true, false, 120);

  private final Screen screen = new Screen();
  private final LastLine lastLine = new LastLine(screen.out());
  private final List<Ongoing> inFlight = new ArrayList<>();
  private final List<Quiet> told = new ArrayList<>();
  private final Live live =
      new Live(OptionalInt.of(4), true, Optional.empty(), () -> inFlight, () -> false);
  private long now = 1000 * SECOND;

  private LiveLine inPlace() {
    return LiveLine.inPlace("", live, TERMINAL, lastLine, () -> now, told::add);
  }

  private LiveLine inLog() {
    return LiveLine.inLog("load", live, screen.out(), () -> now, told::add);
  }

  /** Wakes it as soon as it wants to be woken, until so many seconds are over. */
  private void rest(LiveLine line, double seconds) {
    long until = now + (long) (seconds * SECOND);
    long rest = line.tick(now);
    while (rest != LiveLine.ENDED && now + rest < until) {
      now += rest;
      rest = line.tick(now);
    }
    now = until;
  }

  private void send() {
    inFlight.add(ongoing(now, 100, 0, 0, 0));
  }

  @Test
  void nothingIsShownBeforeTheFirstRequest() {
    rest(inPlace(), 60);
    rest(inLog(), 60);
    assertThat(screen.printed()).isEmpty();
  }

  @Test
  void onATerminalOneLineIsRenewedEverySecond() {
    LiveLine line = inPlace();
    send();
    rest(line, 0.9);
    assertThat(screen.printed()).isEmpty();
    rest(line, 0.2);
    assertThat(screen.lines())
        .containsExactly(
            "llm | 0:01  0/4  1 in flight  0 ok  0 failed  0 tok/s  P50 TTFT – ITL –  ETA –");
    live.finished(ok(20, 20, 5, 20));
    rest(line, 3);
    assertThat(screen.lines())
        .containsExactly(
            "llm | 0:04  1/4  1 in flight  1 ok  0 failed  5 tok/s  P50 TTFT 20 ms ITL 5.0 ms"
                + "  ETA 0:12");
    assertThat(screen.printed().chars().filter(c -> c == '\r')).hasSize(4);
  }

  @Test
  void elsewhereALineIsAddedEveryFive() {
    LiveLine line = inLog();
    send();
    rest(line, 17);
    assertThat(screen.lines())
        .extracting(text -> text.replaceAll(" {2}0/4.*", ""))
        .containsExactly("llm | load  0:05", "llm | load  0:10", "llm | load  0:15", "");
    assertThat(screen.printed()).doesNotContain("\r").doesNotContain("\u001b");
  }

  @Test
  void aThreadThatWasHeldUpShowsOneLineForAllItMissed() {
    LiveLine line = inLog();
    send();
    line.tick(now);
    now += 23 * SECOND;
    assertThat(line.tick(now)).isEqualTo(2 * SECOND);
    assertThat(screen.lines()).hasSize(2);
  }

  @Test
  void whenTheLastRequestIsFinishedTheTerminalIsClearedAtOnce() {
    LiveLine line = inPlace();
    send();
    rest(line, 2);
    inFlight.clear();
    line.over(4);
    assertThat(line.tick(now)).isPositive();
    assertThat(screen.lines()).containsExactly("");
    recordAll();
    assertThat(line.tick(now)).isEqualTo(LiveLine.ENDED);
    assertThat(screen.lines()).containsExactly("");
  }

  @Test
  void elsewhereTheLastLineWaitsForTheRecordAndHasItAll() {
    LiveLine line = inLog();
    send();
    rest(line, 2);
    inFlight.clear();
    line.over(4);
    assertThat(line.tick(now)).isPositive();
    assertThat(screen.printed()).isEmpty();
    recordAll();
    assertThat(line.tick(now)).isEqualTo(LiveLine.ENDED);
    assertThat(screen.lines())
        .containsExactly(
            "llm | load  0:02  4/4  0 in flight  3 ok  1 failed  16 tok/s"
                + "  P50 TTFT 20 ms ITL 5.0 ms  done",
            "");
  }

  @Test
  void aRunThatIsOverBeforeTheFirstLookHasItsLastLine() {
    LiveLine line = inLog();
    recordAll();
    line.over(4);
    assertThat(line.tick(now)).isEqualTo(LiveLine.ENDED);
    assertThat(screen.lines()).hasSize(2).first().asString().contains("4/4");
  }

  @Test
  void aRunThatIsClosedInItsMidstEndsTheLine() {
    LiveLine terminal = inPlace();
    LiveLine log = inLog();
    send();
    rest(terminal, 2);
    terminal.close();
    assertThat(terminal.tick(now)).isEqualTo(LiveLine.ENDED);
    assertThat(screen.lines()).containsExactly("");
    log.close();
    assertThat(log.tick(now)).isEqualTo(LiveLine.ENDED);
    assertThat(screen.lines())
        .hasSize(2)
        .first()
        .asString()
        .contains("0/4")
        .endsWith("  stopped")
        .doesNotContain("ETA");
  }

  @Test
  void ofARunThatIsQuietForLongTheLineSaysItAndItsUserIsToldNowAndThen() {
    LiveLine line = inPlace();
    send();
    send();
    rest(line, 29.5);
    assertThat(told).isEmpty();
    assertThat(screen.lines()).singleElement().asString().endsWith("ETA –");
    rest(line, 1);
    assertThat(told).containsExactly(new Quiet(30, 2, 2));
    assertThat(screen.lines()).singleElement().asString().endsWith("  no token for 0:30");
    rest(line, 95);
    assertThat(told).extracting(Quiet::seconds).containsExactly(30.0, 60.0, 120.0);
  }

  @Test
  void aTokenOrTheEndOfARequestBreaksTheSilence() {
    LiveLine line = inPlace();
    send();
    rest(line, 25);
    inFlight.set(0, ongoing(now - 25 * SECOND, 100, 1, 20, 0));
    rest(line, 25);
    live.finished(ok(20, 20, 5, 20));
    rest(line, 25);
    assertThat(told).isEmpty();
    rest(line, 6);
    assertThat(told).containsExactly(new Quiet(30, 1, 0));
    inFlight.clear();
    rest(line, 60);
    assertThat(told).as("nobody is waited for").hasSize(1);
  }

  @Test
  void aRunThatNeverBeganHasNoLine() {
    LiveLine line = inLog();
    line.close();
    assertThat(line.tick(now)).isEqualTo(LiveLine.ENDED);
    assertThat(screen.printed()).isEmpty();
  }

  @Test
  void whatIsSwitchedOffDoesNothing() {
    LiveLine line = LiveLine.off(live);
    send();
    line.open();
    line.finished(ok(1, 1, 1, 1));
    assertThat(line.tick(now)).isEqualTo(LiveLine.ENDED);
    line.over(1);
    line.close();
    assertThat(live.at(now).done()).isZero();
  }

  private void recordAll() {
    for (int i = 0; i < 3; i++) {
      live.finished(ok(10, 20, 5, 10));
    }
    live.finished(failed(2));
  }
}
