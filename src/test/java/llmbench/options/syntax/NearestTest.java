package llmbench.options.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "a, ''",
    "slo, slo",
    "slo, slos",
    "slo, so",
    "slo, sla",
    "slo, sol",
    "slo, lso",
    "aab, ab",
    "ab, aab",
    "ab, abb"
  })
  void aSlipIsOneLetterOrTwoNeighbours(String one, String other) {
    assertThat(Nearest.isSlip(one, other)).isTrue();
    assertThat(Nearest.isSlip(other, one)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"ab, ''", "slo, s", "slo, slope", "slo, ols", "slo, sal", "abcd, badc", "ab, cd"})
  void moreIsNone(String one, String other) {
    assertThat(Nearest.isSlip(one, other)).isFalse();
    assertThat(Nearest.isSlip(other, one)).isFalse();
  }

  /** Every word that a slip makes of another is told, and so is the way back. */
  @Test
  void everySlipIsSeen() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String word = word(random, random.nextInt(7));
      String slipped = slipped(random, word);
      assertThat(Nearest.isSlip(word, slipped)).as(word + " " + slipped).isTrue();
      assertThat(Nearest.isSlip(slipped, word)).as(slipped + " " + word).isTrue();
    }
  }

  /** Of few letters, so that many are alike. */
  private static String word(Random random, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(3)));
    }
    return word.toString();
  }

  private static String slipped(Random random, String word) {
    StringBuilder slipped = new StringBuilder(word);
    int at = random.nextInt(word.length() + 1);
    switch (random.nextInt(4)) {
      case 0 -> slipped.insert(at, word(random, 1));
      case 1 -> {
        if (at < word.length()) {
          slipped.deleteCharAt(at);
        }
      }
      case 2 -> {
        if (at < word.length()) {
          slipped.setCharAt(at, word(random, 1).charAt(0));
        }
      }
      default -> {
        if (at + 1 < word.length()) {
          char first = word.charAt(at);
          slipped.setCharAt(at, word.charAt(at + 1));
          slipped.setCharAt(at + 1, first);
        }
      }
    }
    return slipped.toString();
  }
}
