package llmbench.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DrawAtTest {

  /** The first values of SplitMix64 from this seed, as its reference implementation prints them. */
  @Test
  void theBitsAreThoseOfSplitMix64() {
    assertThat(LongStream.range(0, 5).mapToObj(i -> Long.toUnsignedString(bits(i))))
        .containsExactly(
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821");
  }

  private static long bits(long place) {
    return DrawAt.bits(1_234_567, place);
  }

  @Test
  void numbersAreFrom0ToBelow1() {
    assertThat(LongStream.range(0, 1_000).mapToObj(i -> DrawAt.number(7, i)))
        .allMatch(number -> number >= 0 && number < 1)
        .doesNotHaveDuplicates();
  }
}
