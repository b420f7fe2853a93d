package llmbench.tokenizer;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds and opens tokenizers. */
public final class Tokenizers {

  private Tokenizers() {}

  /**
   * Opens the tokenizer of a run.
   *
   * <p>One that is asked for must be there: a directory with a tokenizer.json, a tokenizer.json
   * file, {@code bundled}, a hub id that begins with {@code Qwen/Qwen2.5} (the bundled one is
   * that), or another hub id, taken from the local Hugging Face cache or downloaded into it.
   * Without one, the model's own is looked for as a directory and in the cache, and the bundled one
   * stands in.
   *
   * @param tokenizer what was asked for; null for nothing
   * @param modelId the model's name; null when it isn't known
   * @param transformers whose rules decide what is made of its files
   * @throws TokenizerException when the one asked for can't be opened; the message says what was
   *     looked for where and what to pass instead
   */
  public static Opened open(
      @Nullable String tokenizer, @Nullable String modelId, Transformers transformers) {
    HubCache cache = HubCache.of(System.getenv(), Path.of(System.getProperty("user.home")));
    return new TokenizerFinder(transformers, cache, DjlTokenizer::download)
        .open(tokenizer, modelId);
  }

  /** The same, as the newest versions of the tools open it. */
  public static Opened open(@Nullable String tokenizer, @Nullable String modelId) {
    return open(tokenizer, modelId, Transformers.V5);
  }

  /** Qwen2.5's tokenizer, which ships with the project. Opened once. */
  public static Tokenizer bundled() {
    return Bundled.opened(Transformers.V5).tokenizer();
  }
}
