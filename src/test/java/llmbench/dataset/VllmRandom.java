package llmbench.dataset;

import java.util.function.IntConsumer;
import java.util.stream.Stream;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.dataset.RandomMmOptions;
import llmbench.options.dataset.RandomOptions;
import llmbench.random.NumpyRandom;
import llmbench.tokenizer.Tokenizer;

/**
 * vLLM bench's random dataset: runs of consecutive token ids from random places of the vocabulary,
 * as text. The same prompts, bit for bit, as the tool's own version makes.
 */
final class VllmRandom implements Dataset {

  @Override
  public Tool tool() {
    return Tool.VLLM;
  }

  @Override
  public String name() {
    return RandomOptions.NAME;
  }

  @Override
  public boolean isDrawn() {
    return true;
  }

  @Override
  public boolean isAligned() {
    return true;
  }

  @Override
  public Prompts prompts(PromptContext context) {
    BenchOptions.Dataset asked = context.options().dataset();
    int size = asked(asked).batchSize();
    int requests = asked(asked).requests(asked.prompts());
    Stream<Prompt> prompts =
        TextBatch.grouped(
            prompts(context.version(), asked, context.tokenizer().tokenizer(), context.done()),
            size);
    // They come from another generator: these are only seeded.
    return Prompts.of(requests, prompts, Generators.seeded(asked.seed()));
  }

  /**
   * The prompts, made on several cores while they are taken.
   *
   * @param compat of vLLM: the prompts of 0.32 are other ones than those before
   * @param done is told how many prompts are finished, rising by one up to all of them; from one
   *     thread at a time, not always the same
   * @throws DatasetException when the tool would refuse these values; the message says why
   */
  static Stream<Prompt> prompts(
      ToolVersion compat, BenchOptions.Dataset dataset, Tokenizer tokenizer, IntConsumer done) {
    return prompts(compat, dataset, tokenizer, done, random -> Extras.NONE);
  }

  /** What prompts have beside their texts. */
  @FunctionalInterface
  interface Besides {
    /** That of the next prompt; draws from the generator of the texts, behind its text. */
    Extras next(NumpyRandom random);
  }

  /**
   * The same one after the other, each made when it is taken but for its tokens.
   *
   * @param besides what each has besides
   */
  static Stream<Prompt> prompts(
      ToolVersion compat,
      BenchOptions.Dataset dataset,
      Tokenizer tokenizer,
      IntConsumer done,
      Besides besides) {
    check(dataset);
    FinishedCount progress = new FinishedCount(done);
    return compat.atLeast(ToolVersion.VLLM_0_32)
        ? new RandomPrompts032(compat, dataset, tokenizer, progress).prompts(besides)
        : new RandomPrompts011(compat, dataset, tokenizer, progress).prompts(besides);
  }

  static RandomOptions asked(BenchOptions.Dataset dataset) {
    return dataset.options() instanceof RandomMmOptions mm
        ? mm.texts()
        : (RandomOptions) dataset.options();
  }

  private static void check(BenchOptions.Dataset dataset) {
    RandomOptions asked = asked(dataset);
    if (dataset.prompts() < 1) {
      throw new DatasetException("--num-prompts must be 1 or more, not " + dataset.prompts() + ".");
    }
    checkNotNegative("--random-input-len", asked.inputLen());
    checkNotNegative("--random-output-len", asked.outputLen());
    checkNotNegative("--random-prefix-len", asked.prefixLen());
    checkRatio(asked.inputRange());
    checkRatio(asked.outputRange());
    if (dataset.seed() < 0) {
      throw new DatasetException("--seed must be 0 or more, not " + dataset.seed() + ".");
    }
  }

  private static void checkNotNegative(String flag, int value) {
    if (value < 0) {
      throw new DatasetException(flag + " must be 0 or more, not " + value + ".");
    }
  }

  private static void checkRatio(double ratio) {
    if (!(ratio >= 0 && ratio < 1)) {
      throw new DatasetException(
          "--random-range-ratio must be at least 0 and less than 1, not " + ratio + ".");
    }
  }
}
