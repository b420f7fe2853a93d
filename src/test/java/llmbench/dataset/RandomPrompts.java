package llmbench.dataset;

import java.util.List;
import java.util.function.IntConsumer;
import llmbench.options.BenchOptions.RandomDataset;
import llmbench.options.ToolVersion;
import llmbench.tokenizer.Tokenizer;

/**
 * vLLM bench's random dataset: runs of consecutive token ids from random places of the vocabulary,
 * as text. The same prompts, bit for bit, as the tool's own version makes.
 */
public final class RandomPrompts {

  private RandomPrompts() {}

  /**
   * Builds all prompts, on all cores.
   *
   * @param compat {@code VLLM_0_11} or {@code VLLM_0_32}: their prompts differ
   * @param done is told how many prompts are finished, rising by one up to all of them; from one
   *     thread at a time, not always the same
   * @throws DatasetException when the tool would refuse these values; the message says why
   */
  public static List<Prompt> build(
      ToolVersion compat, RandomDataset asked, Tokenizer tokenizer, IntConsumer done) {
    check(asked);
    FinishedCount progress = new FinishedCount(done);
    return switch (compat) {
      case VLLM_0_11 -> new RandomPrompts011(asked, tokenizer, progress).build();
      case VLLM_0_32 -> new RandomPrompts032(asked, tokenizer, progress).build();
      case EVALSCOPE_1_14, EVALSCOPE_1_1 ->
          throw new IllegalArgumentException(
              "the random dataset of " + compat.label() + " is another one");
    };
  }

  private static void check(RandomDataset asked) {
    if (asked.prompts() < 1) {
      throw new DatasetException("--num-prompts must be 1 or more, not " + asked.prompts() + ".");
    }
    checkNotNegative("--random-input-len", asked.inputLen());
    checkNotNegative("--random-output-len", asked.outputLen());
    checkNotNegative("--random-prefix-len", asked.prefixLen());
    checkRatio(asked.inputRange());
    checkRatio(asked.outputRange());
    if (asked.seed() < 0) {
      throw new DatasetException("--seed must be 0 or more, not " + asked.seed() + ".");
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
