package llmbench.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExtremeTest {

  private static final long SPAN = 100;

  private long nanos;

  /** A level, and since when it was that. */
  private record Step(long sinceNanos, int level) {}

  @Test
  void itIsThatOfTheLastSpanAtLeastAndOfTwoAtMost() {
    Random random = new Random(3);
    Extreme most = new Extreme(Math::max, SPAN, () -> nanos);
    List<Step> history = new ArrayList<>(List.of(new Step(0, 0)));
    for (int i = 0; i < 3_000; i++) {
      nanos += random.nextInt(10) == 0 ? random.nextInt(400) : random.nextInt(30);
      int level = random.nextInt(50);
      most.is(level);
      history.add(new Step(nanos, level));
      nanos += random.nextInt(20);
      assertThat(most.get())
          .isBetween(most(history, nanos - SPAN), most(history, nanos - 2 * SPAN));
    }
  }

  @Test
  void theLowestIsFoundAsWell() {
    Extreme least = new Extreme(Math::min, SPAN, () -> nanos);
    assertThat(least.get()).isZero();
    least.is(7);
    nanos = 3 * SPAN;
    assertThat(least.get()).isEqualTo(7);
    least.is(5);
    least.is(9);
    assertThat(least.get()).isEqualTo(5);
  }

  /** The highest since then, with the level that was there then. */
  private static int most(List<Step> history, long fromNanos) {
    int most = 0;
    for (int i = history.size() - 1; i >= 0; i--) {
      most = Math.max(most, history.get(i).level());
      if (history.get(i).sinceNanos() <= fromNanos) {
        break;
      }
    }
    return most;
  }
}
