package llmbench.dataset;

import java.util.Arrays;
import java.util.function.IntPredicate;
import llmbench.tokenizer.Tokenizer;

/** Texts cut to a number of tokens: {@code truncate_text_to_token_len} of evalscope. */
public final class CutText {

  private CutText() {}

  /** A text of at most so many tokens; one that has no more as it is. */
  public static String of(Tokenizer tokenizer, String text, int most) {
    int[] ids = tokenizer.encode(text);
    return ids.length <= most ? text : decoded(tokenizer, ids, most);
  }

  /** The first ids: {@code decode(…, skip_special_tokens=True)}. */
  static String decoded(Tokenizer tokenizer, int[] ids, int most) {
    int[] special = tokenizer.specialIds();
    IntPredicate plain = id -> Arrays.binarySearch(special, id) < 0;
    return tokenizer.decode(Arrays.stream(ids).limit(most).filter(plain).toArray());
  }
}
