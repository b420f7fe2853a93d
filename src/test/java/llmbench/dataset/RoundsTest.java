package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundsTest {

  private final List<Integer> toldOf = new ArrayList<>();
  private int opened;
  private int closed;
  private int read;

  private Stream<Integer> round(int size) {
    opened++;
    return IntStream.range(0, size).boxed().peek(each -> read++).onClose(() -> closed++);
  }

  private Rounds<Integer> rounds(int size) {
    return new Rounds<>(round(size), () -> round(size), toldOf::add);
  }

  /** Short ones are kept and read once; long ones read in each round; what is taken is the same. */
  @ParameterizedTest
  @CsvSource({"5, 100, 1", "5, 5, 1", "5, 3, 4", "5, 0, 4", "2, 0, 9", "1, 9, 1", "40, 9, 1"})
  void theyBeginAgainBehindTheLast(int size, int most, int wantedOpened) {
    Rounds<Integer> rounds = rounds(size);
    int known = rounds.keep(17, each -> 1, most);
    assertThat(known).isEqualTo(size <= most ? size : 17);
    for (int i = 0; i < 17; i++) {
      assertThat(rounds.hasNext()).isTrue();
      assertThat(rounds.next()).isEqualTo(i % size);
    }
    rounds.close();
    assertThat(opened).isEqualTo(wantedOpened);
    assertThat(closed).as("none is left open").isEqualTo(opened);
    // Whose size is known beforehand, the others learn from what it returned.
    assertThat(toldOf).isEqualTo(wantedOpened == 1 ? List.of() : List.of(size));
  }

  @Test
  void noMoreIsReadThanIsWantedOrStillShort() {
    Rounds<Integer> wanted = rounds(1_000);
    assertThat(wanted.keep(3, each -> 1, 100)).isEqualTo(3);
    assertThat(read).isEqualTo(3);
    read = 0;
    Rounds<Integer> tooLong = rounds(1_000);
    assertThat(tooLong.keep(500, each -> 10, 100)).isEqualTo(500);
    assertThat(read).isBetween(11, 13);
  }

  @Test
  void whereThereIsNothingThereIsNoNext() {
    Rounds<Integer> empty = rounds(0);
    assertThat(empty.keep(3, each -> 1, 100)).isZero();
    assertThat(empty.hasNext()).isFalse();
    assertThatThrownBy(empty::next).isInstanceOf(NoSuchElementException.class);
  }
}
