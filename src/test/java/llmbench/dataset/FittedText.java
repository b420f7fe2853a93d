package llmbench.dataset;

import java.util.Arrays;
import java.util.function.IntFunction;
import llmbench.tokenizer.Tokenizer;

/**
 * Token ids on the way to a text that encodes to a wanted number of tokens: {@code
 * gen_prompt_decode_to_target_len} of vLLM 0.32 and evalscope 1.14, stopped where it draws from the
 * generator, so that everything before can run beside other texts and the draws stay in order.
 */
public final class FittedText {

  private static final int RETRIES = 10;

  private final Tokenizer tokenizer;
  private final int target;
  private int[] ids;
  private String text = "";
  private int retries = RETRIES;
  private int lacking;
  private boolean done;

  public FittedText(Tokenizer tokenizer, int[] ids, int target) {
    this.tokenizer = tokenizer;
    this.ids = ids;
    this.target = target;
  }

  /** Decodes, encodes and cuts, until the text is done or lacks tokens. */
  public FittedText advance() {
    while (!done && lacking == 0) {
      round();
    }
    return this;
  }

  /**
   * Advances to the end.
   *
   * @param more draws as many ids as the text lacks
   */
  public FittedText finish(IntFunction<int[]> more) {
    advance();
    while (!done) {
      int had = ids.length;
      ids = Arrays.copyOf(ids, target);
      System.arraycopy(more.apply(lacking), 0, ids, had, lacking);
      lacking = 0;
      advance();
    }
    return this;
  }

  private void round() {
    text = tokenizer.decode(ids);
    ids = tokenizer.encode(text);
    if (retries <= 0 || ids.length == target) {
      done = true;
    } else if (ids.length > target) {
      ids = Arrays.copyOf(ids, target);
    } else {
      lacking = target - ids.length;
    }
    retries--;
  }

  boolean isDone() {
    return done;
  }

  /** The ids that the text encodes to, once it is done. */
  int[] ids() {
    return ids;
  }

  public String text() {
    return text;
  }
}
