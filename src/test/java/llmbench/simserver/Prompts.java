package llmbench.simserver;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import llmbench.simserver.cache.BlockChain;
import llmbench.simserver.cache.PrefixCache;
import llmbench.simserver.config.PromptCounter;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.request.CompletionRequest;
import llmbench.simserver.request.Shape;
import llmbench.simserver.stream.CachedPrefill;
import llmbench.simserver.stream.Prefill;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tokens of prompts, off the event loops, and finds what has to be computed of them. Any
 * thread may ask.
 */
final class Prompts {

  private final SimConfig config;
  private final PromptCounter counter;
  private final @Nullable PrefixCache cache;
  private final Executor counting;

  /**
   * A prompt whose tokens are counted.
   *
   * @param tokens how many it has
   * @param prefill what has to be computed of it
   */
  record Counted(int tokens, Prefill prefill) {}

  Prompts(SimConfig config, PromptCounter counter, @Nullable PrefixCache cache, Executor counting) {
    this.config = config;
    this.counter = counter;
    this.cache = cache;
    this.counting = counting;
  }

  /** Whether the model can't begin before the prompt's tokens are known. */
  boolean decideTheBegin() {
    return cache != null;
  }

  /** The count of a request's prompt, sooner or later. */
  CompletableFuture<Counted> count(CompletionRequest asked) {
    if (asked.promptIds().areGiven() && cache == null) {
      return CompletableFuture.completedFuture(whole(asked, asked.promptIds().count()));
    }
    return CompletableFuture.supplyAsync(() -> counted(asked), counting);
  }

  /** vLLM caches neither what is pooled nor what is heard. */
  private Counted counted(CompletionRequest asked) {
    PrefixCache cached = cache;
    if (cached == null || asked.shape().pools() || asked.shape() == Shape.SPEECH) {
      return whole(asked, tokens(asked));
    }
    BlockChain prompt = BlockChain.of(cached.blockSize(), ids(asked));
    return new Counted(
        prompt.tokens(), new CachedPrefill(cached, prompt, counter::encode, counting));
  }

  private static Counted whole(CompletionRequest asked, int tokens) {
    return new Counted(tokens, Prefill.whole(asked.estimatedPromptTokens()));
  }

  private int[] ids(CompletionRequest asked) {
    if (asked.promptIds().areGiven()) {
      return asked.promptIds().toArray();
    }
    return asked.hasTemplate() ? counter.encodeChat(asked.turns()) : counter.encode(asked.prompt());
  }

  private int tokens(CompletionRequest asked) {
    if (asked.hasTemplate()) {
      return counter.chat(asked.turns());
    }
    if (!asked.shape().pools()) {
      return counter.text(asked.prompt());
    }
    int tokens = 0;
    for (PromptCounter.Turn input : asked.turns()) {
      int own = counter.text(input.content());
      tokens += asked.pooled().truncates() ? Math.min(own, config.maxModelLen()) : own;
    }
    return tokens;
  }
}
