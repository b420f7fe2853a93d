package llmbench.dataset.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import llmbench.conversation.BlockPrompt;
import llmbench.tokenizer.Tokenizer;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;

class CallTextsTest {

  private static final int BLOCK = 16;
  private static final Tokenizer TOKENIZER = Tokenizers.open("bundled", null).tokenizer();
  private static final SteadyWords WORDS = SteadyWords.of(TOKENIZER);
  private static final CallTexts TEXTS = new CallTexts(WORDS, BLOCK, 0);

  private static String text(CallTexts texts, int session, int place, BlockPrompt prompt) {
    return texts.messages(session, place, prompt).get(0).path("content").textValue();
  }

  private static String text(BlockPrompt prompt) {
    return text(TEXTS, 0, 0, prompt);
  }

  @Test
  void textsHaveExactlyTheTokensThatWereRecorded() {
    assertThat(WORDS.areSteady()).isTrue();
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      int tokens = 1 + random.nextInt(300);
      long[] blocks = random.longs(random.nextInt(1 + tokens / BLOCK)).toArray();
      String text = text(TEXTS, i % 7, i, new BlockPrompt(tokens, blocks));
      assertThat(TOKENIZER.count(text)).isEqualTo(tokens);
    }
  }

  /** Tokens of a beginning that is shared are shared, whatever stands behind it. */
  @Test
  void sharedBlocksAreTheSameTextAndNothingElseIs() {
    String one = text(TEXTS, 0, 0, new BlockPrompt(100, 1, 2, 3));
    String other = text(TEXTS, 0, 1, new BlockPrompt(80, 1, 2, 4));
    int alike = 0;
    int[] first = TOKENIZER.encode(one);
    int[] second = TOKENIZER.encode(other);
    while (first[alike] == second[alike]) {
      alike++;
    }
    assertThat(alike).isEqualTo(2 * BLOCK);
  }

  @Test
  void aBlockThatIsCutIsTheBeginningOfTheWholeOne() {
    String whole = text(new BlockPrompt(2 * BLOCK, 1, 2));
    assertThat(whole).startsWith(text(new BlockPrompt(BLOCK + 5, 1, 2)) + " ");
  }

  @Test
  void aBlockIsTheSameTextWhereverItStands() {
    String behind = text(new BlockPrompt(2 * BLOCK, 1, 2));
    assertThat(behind).endsWith(" " + text(new BlockPrompt(BLOCK, 2)));
  }

  @Test
  void eachCallsOwnTextIsItsOwnAndTheSameAgainForTheSameSeed() {
    BlockPrompt prompt = new BlockPrompt(40);
    String text = text(TEXTS, 1, 2, prompt);
    assertThat(text(new CallTexts(WORDS, BLOCK, 0), 1, 2, prompt)).isEqualTo(text);
    assertThat(text(new CallTexts(WORDS, BLOCK, 1), 1, 2, prompt)).isNotEqualTo(text);
    assertThat(text(TEXTS, 2, 1, prompt)).isNotEqualTo(text);
    assertThat(text(TEXTS, 1, 3, prompt)).isNotEqualTo(text);
  }
}
