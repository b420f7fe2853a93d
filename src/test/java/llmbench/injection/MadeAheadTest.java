package llmbench.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MadeAheadTest {

  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  private Iterator<Integer> numbers(int count) {
    return IntStream.range(0, count).map(i -> made.incrementAndGet()).iterator();
  }

  private static List<Integer> taken(Iterator<Integer> from) {
    List<Integer> all = new ArrayList<>();
    from.forEachRemaining(all::add);
    return all;
  }

  @Test
  void asManyAsMayBeHeldAreThereBeforeItBegins() {
    MadeAhead<Integer> ahead = new MadeAhead<>(numbers(10), 4, closed::incrementAndGet);
    ahead.fill();
    assertThat(made).hasValue(4);
    ahead.begin();
    assertThat(taken(ahead)).isEqualTo(IntStream.rangeClosed(1, 10).boxed().toList());
  }

  @Test
  void whatIsHeldAsAWholeIsNeverLate() {
    MadeAhead<Integer> ahead = new MadeAhead<>(numbers(3), 4, closed::incrementAndGet);
    ahead.fill();
    ahead.begin();
    assertThat(taken(ahead)).containsExactly(1, 2, 3);
    assertThat(ahead.late()).isEmpty();
  }

  @Test
  void whoeverTakesTheOneThatFailsIsTold() {
    MadeAhead<Integer> ahead =
        new MadeAhead<>(
            IntStream.range(0, 3).map(i -> 6 / (1 - i)).iterator(), 1, closed::incrementAndGet);
    ahead.fill();
    ahead.begin();
    assertThat(ahead.next()).isEqualTo(6);
    assertThatThrownBy(ahead::hasNext).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void whatIsMadeCanBeTakenBehindTheEnd() {
    MadeAhead<Integer> ahead = new MadeAhead<>(numbers(3), 2, closed::incrementAndGet);
    ahead.fill();
    ahead.close();
    assertThat(taken(ahead)).containsExactly(1, 2);
    ahead.close();
    assertThat(closed).hasValue(1);
  }
}
