package llmbench.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which numbers they are, RustTurnsGoldenTest says, beside what vLLM's Rust client sends. */
class RustRandomTest {

  /** The test vector of the ChaCha draft for twelve rounds, a key of zeros. */
  @Test
  void theStreamIsChaChasOfTwelveRounds() {
    ChaCha12 words = new ChaCha12(new int[8]);
    // 9b f4 9a 6a 07 55 f9 53 in the order of its bytes.
    assertThat(words.nextInt()).isEqualTo(0x6A9A_F49B);
    assertThat(words.nextInt()).isEqualTo(0x53F9_5507);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1})
  void everyNumberIsInItsRangeAndEachComes(long seed) {
    RustRandom random = new RustRandom(seed);
    int[] seen = new int[7];
    IntStream.range(0, 700).forEach(i -> seen[random.between(0, 6)]++);
    assertThat(seen).doesNotContain(0);
    assertThat(random.below(1)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 13, 14, 5000})
  void aListKeepsItsElements(int size) {
    int[] list = IntStream.range(0, size).toArray();
    new RustRandom(3).shuffle(list);
    assertThat(list).containsExactlyInAnyOrder(IntStream.range(0, size).toArray());
  }

  @Test
  void nothingIsChosenFromNothing() {
    RustRandom random = new RustRandom(0);
    assertThatIllegalArgumentException().isThrownBy(() -> random.below(0));
    assertThatIllegalArgumentException().isThrownBy(() -> random.between(3, 2));
  }
}
