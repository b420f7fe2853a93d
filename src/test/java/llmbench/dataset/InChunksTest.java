package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InChunksTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, InChunks.SIZE - 1, InChunks.SIZE, InChunks.SIZE + 1, 1_000})
  void eachIsWorkedOnOnceAndTheirOrderStays(int size) {
    AtomicInteger worked = new AtomicInteger();
    List<String> made =
        InChunks.map(
                IntStream.range(0, size).boxed(),
                i -> {
                  worked.incrementAndGet();
                  return "no. " + i;
                })
            .toList();
    assertThat(made).isEqualTo(IntStream.range(0, size).mapToObj(i -> "no. " + i).toList());
    assertThat(worked).hasValue(size);
  }

  @Test
  void whatIsNotTakenIsNotMade() {
    AtomicInteger worked = new AtomicInteger();
    AtomicBoolean closed = new AtomicBoolean();
    Stream<Integer> endless = Stream.iterate(0, i -> i + 1).onClose(() -> closed.set(true));
    try (Stream<Integer> made = InChunks.map(endless, i -> worked.incrementAndGet())) {
      Iterator<Integer> taken = made.iterator();
      assertThat(worked).hasValue(0);
      for (int i = 0; i <= InChunks.SIZE; i++) {
        Integer unused = taken.next();
      }
      assertThat(worked).hasValue(2 * InChunks.SIZE);
    }
    assertThat(closed).isTrue();
  }

  @Test
  void whatComesBeforeAFailureIsTakenBeforeIt() {
    Stream<Integer> numbers =
        Stream.iterate(0, i -> i + 1)
            .map(
                i -> {
                  if (i == 100) {
                    throw new IllegalStateException("no more");
                  }
                  return i;
                });
    Iterator<List<Integer>> chunks = InChunks.of(numbers, 64).iterator();
    assertThat(chunks.next()).hasSize(64);
    assertThat(chunks.next()).hasSize(36).endsWith(99);
    assertThatThrownBy(chunks::next).hasMessage("no more");
  }
}
