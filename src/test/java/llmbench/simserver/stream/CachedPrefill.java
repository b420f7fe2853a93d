package llmbench.simserver.stream;

import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import llmbench.simserver.cache.BlockChain;
import llmbench.simserver.cache.PrefixCache;
import org.jspecify.annotations.Nullable;

/**
 * What the prefix cache does not have of a prompt. Its answer joins the cache by the tokens of its
 * text: what the next prompt shares with it follows from that prompt's own tokens.
 */
public final class CachedPrefill implements Prefill {

  private final PrefixCache cache;
  private final BlockChain prompt;
  private final Function<String, int[]> tokenizer;
  private final Executor counting;

  private PrefixCache.@Nullable Held held;
  private boolean over;

  /**
   * Of a prompt.
   *
   * @param counting runs the tokenizer, one after another: a prompt that is counted after the end
   *     of an answer finds this one's blocks
   */
  public CachedPrefill(
      PrefixCache cache, BlockChain prompt, Function<String, int[]> tokenizer, Executor counting) {
    this.cache = cache;
    this.prompt = prompt;
    this.tokenizer = tokenizer;
    this.counting = counting;
  }

  @Override
  public int promptTokens() {
    return prompt.tokens();
  }

  @Override
  public int cachedTokens() {
    return cache.cachedTokens(prompt);
  }

  @Override
  public synchronized int begin() {
    if (over) {
      // Its client left while it waited.
      return 0;
    }
    PrefixCache.Held taken = cache.take(prompt);
    held = taken;
    return taken.cachedTokens();
  }

  @Override
  public void over(Supplier<String> answer) {
    PrefixCache.Held taken;
    synchronized (this) {
      over = true;
      taken = held;
      held = null;
    }
    if (taken != null) {
      counting.execute(() -> cache.giveBack(taken, computed(answer)));
    }
  }

  /** The last token of an answer was never put into the model. */
  private BlockChain computed(Supplier<String> answer) {
    try {
      int[] tokens = tokenizer.apply(answer.get());
      return prompt.then(Arrays.copyOf(tokens, Math.max(0, tokens.length - 1)));
    } catch (RuntimeException e) {
      // Whoever asks for the count of a prompt is told.
      return prompt;
    }
  }
}
