package llmbench.options.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShellWordsTest {

  @Test
  void blanksAndLineBreaksEndWords() {
    assertThat(ShellWords.split("  a\tb\nc\r\n d  ")).containsExactly("a", "b", "c", "d");
    assertThat(ShellWords.split("")).isEmpty();
  }

  @Test
  void quotesHoldWordsTogether() {
    assertThat(ShellWords.split("'a b' \"c d\" e' f'\"g\"'' '' \"\""))
        .containsExactly("a b", "c d", "e fg", "", "");
  }

  @Test
  void backslashesQuoteOutsideAndOnlySomeCharactersInDoubleQuotes() {
    assertThat(ShellWords.split("a\\ b \\'c\\\" \"\\$\\`\\\"\\\\ \\n\" '\\n'"))
        .containsExactly("a b", "'c\"", "$`\"\\ \\n", "\\n");
  }

  @Test
  void aBackslashBeforeALineBreakJoinsLines() {
    assertThat(ShellWords.split("a \\\n  b\\\r\nc \"d\\\ne\" 'f\\\ng'"))
        .containsExactly("a", "bc", "de", "f\\\ng");
  }

  @Test
  void openQuotesAreRefused() {
    assertThatThrownBy(() -> ShellWords.split("a 'b c"))
        .hasMessage("the single quote at character 3 is never closed");
    assertThatThrownBy(() -> ShellWords.split("a \"b c\\\""))
        .hasMessage("the double quote at character 3 is never closed");
    assertThatThrownBy(() -> ShellWords.split("a \\"))
        .hasMessage("a backslash at the end escapes nothing");
  }

  @Test
  void joinedWordsAreQuotedOnlyWhereNeeded() {
    assertThat(ShellWords.join(List.of("--a=b", "c d", "", "it's", "{\"a\": 1}", "é")))
        .isEqualTo("--a=b 'c d' '' 'it'\\''s' '{\"a\": 1}' 'é'");
  }

  @Test
  void whateverIsJoinedSplitsIntoTheSameWords() {
    Random random = new Random(7);
    String characters = "ab'\"\\ \t\n\r$`#*?é漢{}=-|&;";
    for (int round = 0; round < 2000; round++) {
      List<String> words = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        StringBuilder word = new StringBuilder();
        for (int j = random.nextInt(8); j > 0; j--) {
          word.append(characters.charAt(random.nextInt(characters.length())));
        }
        words.add(word.toString());
      }
      assertThat(ShellWords.split(ShellWords.join(words))).isEqualTo(words);
    }
  }
}
