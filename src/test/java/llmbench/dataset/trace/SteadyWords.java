package llmbench.dataset.trace;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import llmbench.dataset.DatasetException;
import llmbench.tokenizer.Tokenizer;

/**
 * Words that are a token each, wherever they stand among others: a text of n of them, with blanks
 * between, has n tokens, and one that begins as another begins with the same tokens. Immutable.
 */
final class SteadyWords {

  /** As many are enough that no two texts agree by chance in a block of a server's cache. */
  private static final int MOST = 2_048;

  private static final int LEAST = 16;

  private static final Pattern WORD = Pattern.compile("[a-z]{3,}");

  private final String[] words;
  private final boolean steady;

  private SteadyWords(Tokenizer tokenizer, String... words) {
    this.words = words;
    steady = tokenizer.count(all()) == 2 * words.length;
  }

  /**
   * Those of a tokenizer, in the order of its tokens.
   *
   * @throws DatasetException when it has too few
   */
  static SteadyWords of(Tokenizer tokenizer) {
    int[] special = tokenizer.specialIds();
    Set<String> words = new LinkedHashSet<>();
    for (int id = 0; id < tokenizer.vocabSize() && words.size() < MOST; id++) {
      if (Arrays.binarySearch(special, id) < 0) {
        String word = tokenizer.decode(new int[] {id}).strip();
        if (WORD.matcher(word).matches() && isOne(tokenizer, word)) {
          words.add(word);
        }
      }
    }
    if (words.size() < LEAST) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "The tokenizer %s has %,d tokens that are a word each, and texts of a trace's lengths"
                  + " are made of such words; expected %,d. Give another by --tokenizer.",
              tokenizer.name(),
              words.size(),
              LEAST));
    }
    return new SteadyWords(tokenizer, words.toArray(String[]::new));
  }

  /** Whether it is a token where a text begins, and behind a blank. */
  private static boolean isOne(Tokenizer tokenizer, String word) {
    return tokenizer.count(word) == 1 && tokenizer.count(word + " " + word) == 2;
  }

  /** Each behind the one before it, and behind the first. */
  private String all() {
    StringJoiner all = new StringJoiner(" ");
    for (String word : words) {
      all.add(words[0]).add(word);
    }
    return all.toString();
  }

  /** Whether texts of them were found to have as many tokens as words. */
  boolean areSteady() {
    return steady;
  }

  /** The word of a number of any size and sign. */
  String word(long number) {
    return words[(int) Long.remainderUnsigned(number, words.length)];
  }
}
