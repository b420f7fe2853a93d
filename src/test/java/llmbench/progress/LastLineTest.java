package llmbench.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import llmbench.progress.testing.Screen;
import org.junit.jupiter.api.Test;

class LastLineTest {

  private final Screen screen = new Screen();
  private final LastLine line = new LastLine(screen.out());
  private final PrintStream others = line.behind(screen.out(), StandardCharsets.UTF_8);

  @Test
  void aLineTakesThePlaceOfTheOneBefore() {
    line.show("a long line");
    line.show("short");
    assertThat(screen.lines()).containsExactly("short");
    line.clear();
    assertThat(screen.lines()).containsExactly("");
  }

  @Test
  void theCursorStandsBehindTheLine() {
    line.show("a long line");
    line.show("short");
    screen.out().print("^C");
    assertThat(screen.lines()).containsExactly("short^C");
    line.clear();
    assertThat(screen.lines()).containsExactly("");
  }

  @Test
  void whatOthersPrintFindsTheLineClearedAndTheLineComesBackBelowIt() {
    line.show("12 of 50");
    others.println("a note – of another");
    line.show("13 of 50");
    assertThat(screen.lines()).containsExactly("a note – of another", "13 of 50");
  }

  @Test
  void nobodysLineIsBrokenInTwo() {
    others.print("half a ");
    line.show("12 of 50");
    others.println("note");
    line.show("13 of 50");
    assertThat(screen.lines()).containsExactly("half a note", "13 of 50");
  }

  @Test
  void coloursTakeNoRoom() {
    line.show("\u001b[31m1 failed\u001b[0m");
    line.show("");
    assertThat(screen.printed()).endsWith("\r" + " ".repeat(8) + "\b".repeat(8));
  }

  @Test
  void noEscapeIsPrintedByItself() {
    line.show("a");
    others.println("b");
    line.show("c");
    line.clear();
    assertThat(screen.printed()).doesNotContain("\u001b");
  }

  @Test
  void whateverIsPrintedInWhateverOrderOthersLinesStayWhole() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      Screen one = new Screen();
      LastLine last = new LastLine(one.out());
      PrintStream out = last.behind(one.out(), StandardCharsets.UTF_8);
      PrintStream err = last.behind(one.out(), StandardCharsets.UTF_8);
      List<String> notes = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        if (random.nextBoolean()) {
          last.show("line ".repeat(random.nextInt(5)) + i);
        } else {
          String note = "note ".repeat(random.nextInt(5)) + i;
          notes.add(note);
          (random.nextBoolean() ? out : err).println(note);
        }
      }
      last.clear();
      notes.add("");
      assertThat(one.lines()).isEqualTo(notes);
    }
  }

  @Test
  void notesOfManyThreadsStayWhole() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 3; t++) {
      String name = "note of thread " + t;
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < 200; i++) {
                  others.println(name);
                }
              }));
    }
    threads.add(
        new Thread(
            () -> {
              for (int i = 0; i < 200; i++) {
                line.show("line " + i);
              }
            }));
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    line.clear();
    List<String> lines = screen.lines();
    assertThat(lines.subList(0, lines.size() - 1))
        .hasSize(600)
        .allMatch(note -> note.matches("note of thread [0-2]"));
  }
}
