package llmbench.dataset;

import java.util.Arrays;
import java.util.stream.IntStream;
import llmbench.random.NumpyRandom;
import llmbench.tokenizer.Tokenizer;

/**
 * Texts of consecutive tokens, none of them special, that are repaired until they have the length
 * that was asked for: {@code RandomDataset.generate_token_sequence} of vLLM 0.32.
 */
final class RandomTexts {

  private final Tokenizer tokenizer;
  private final NumpyRandom random;
  private final int[] allowed;

  /**
   * Texts of a tokenizer.
   *
   * @param random which what texts lack is drawn from
   */
  RandomTexts(Tokenizer tokenizer, NumpyRandom random) {
    this.tokenizer = tokenizer;
    this.random = random;
    int[] special = tokenizer.specialIds();
    this.allowed =
        IntStream.range(0, tokenizer.vocabSize())
            .filter(id -> Arrays.binarySearch(special, id) < 0)
            .toArray();
  }

  /** The ids of a prefix, drawn. */
  int[] prefix(int length) {
    if (length == 0) {
      return new int[0];
    }
    int[] ids =
        Arrays.stream(random.integers(0, allowed.length, length))
            .mapToInt(place -> allowed[(int) place])
            .toArray();
    return finish(new FittedText(tokenizer, ids, length)).ids();
  }

  /**
   * A text up to where anything has to be drawn; in any thread.
   *
   * @param prefix its first ids
   * @param prefixLen how many tokens these were to be
   * @param length of what comes behind
   * @param first where in the vocabulary that begins
   */
  FittedText begun(int[] prefix, int prefixLen, int length, long first) {
    int[] ids = Arrays.copyOf(prefix, Math.addExact(prefix.length, length));
    for (int i = 0; i < length; i++) {
      ids[prefix.length + i] = allowed[(int) ((first + i) % allowed.length)];
    }
    return new FittedText(tokenizer, ids, prefixLen + length).advance();
  }

  /** The same to its end; one after the other, since it draws. */
  FittedText finish(FittedText text) {
    return text.finish(this::anyOfTheVocabulary);
  }

  /** What texts lack is drawn from all tokens, special ones too. */
  private int[] anyOfTheVocabulary(int count) {
    return Arrays.stream(random.integers(0, tokenizer.vocabSize(), count))
        .mapToInt(Math::toIntExact)
        .toArray();
  }
}
