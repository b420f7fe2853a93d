package llmbench.dataset;

import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.options.EvalscopeOptions;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.ToolVersion;
import llmbench.options.dataset.EvalscopeRandomOptions;
import llmbench.random.NumpyLegacyRandom;

/** evalscope's random dataset: lengths without the chat template, and the version's own prompts. */
final class EvalscopeRandom extends EvalscopeDataset {

  /**
   * Beyond it nothing can be built; evalscope 1.1's own default of the longest prompt lies there.
   */
  private static final long LONGEST = 1 << 24;

  @Override
  public String name() {
    return EvalscopeRandomOptions.NAME;
  }

  @Override
  Stream<Content> contents(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    EvalscopeRandomOptions asked = context.asked(EvalscopeRandomOptions.class);
    IntFunction<Content> texts = texts(context, asked, count, generators.numpy(), wanted);
    return InChunks.map(IntStream.range(0, wanted).boxed(), texts::apply);
  }

  /** What the prompts of random texts say; draws all of them. */
  static IntFunction<Content> texts(
      PromptContext context,
      EvalscopeRandomOptions dataset,
      ChatCount count,
      NumpyLegacyRandom numpy,
      int wanted) {
    EvalscopeOptions asked = context.options().evalscope().orElseThrow();
    Range length = length(context.version(), asked, dataset.length(), count, context.say());
    return context.version().atLeast(ToolVersion.EVALSCOPE_1_14)
        ? new EvalscopeRandom114(
            dataset, length, count.tokenizer(), numpy, wanted, asked.tokenizePrompt())
        : new EvalscopeRandom11(dataset, length, count.tokenizer(), numpy, wanted);
  }

  /** {@code _resolve_prompt_length_bounds}. */
  private static Range length(
      ToolVersion compat,
      EvalscopeOptions asked,
      Range given,
      ChatCount count,
      Consumer<String> say) {
    if (given.high() > LONGEST) {
      throw new DatasetException(
          "--max-prompt-length %,d is more than can be built; use %,d or less."
              .formatted(given.high(), LONGEST));
    }
    if (!compat.atLeast(ToolVersion.EVALSCOPE_1_14) && !count.hasTemplate()) {
      throw new DatasetException(
          ("The tokenizer %s has no chat template, and evalscope 1.1 makes random prompts of none"
                  + " that lacks one, plain prompts neither: it counts the template first. Use one"
                  + " that has, or -Dllm.compat=%s.")
              .formatted(count.tokenizer().name(), compat.tool().newest().label()));
    }
    if (!asked.chatTemplate() || asked.tokenizePrompt()) {
      return given;
    }
    int template = count.ids("").length;
    long low = given.low() - template;
    if (low < 0 && !compat.atLeast(ToolVersion.EVALSCOPE_1_14)) {
      throw new DatasetException(
          ("--min-prompt-length %d is too small: evalscope 1.1 counts the chat template in, which"
                  + " has %d tokens. Use %d or more.")
              .formatted(given.low(), template, template));
    }
    if (low < 0) {
      say.accept(
          ("--min-prompt-length %d is less than the chat template's %d tokens: the shortest prompts"
                  + " say nothing, as in evalscope.")
              .formatted(given.low(), template));
      low = 0;
    }
    long high = given.high() - template;
    if (high < low) {
      throw new DatasetException(
          ("--max-prompt-length %d is too small: evalscope counts the chat template in, which has"
                  + " %d tokens. Use %d or more.")
              .formatted(given.high(), template, template + low));
    }
    return new Range(low, high);
  }
}
