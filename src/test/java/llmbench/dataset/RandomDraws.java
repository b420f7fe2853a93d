package llmbench.dataset;

import java.util.Arrays;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.dataset.RandomOptions;
import llmbench.options.syntax.RangeRatio;
import llmbench.random.NumpyRandom;
import llmbench.tokenizer.Tokenizer;

/** What is drawn before the first prompt is made, in the tool's order. */
final class RandomDraws {

  private final int[] inputLens;
  private final int[] outputLens;
  private final int[] offsets;

  private RandomDraws(int[] inputLens, int[] outputLens, int[] offsets) {
    this.inputLens = inputLens;
    this.outputLens = outputLens;
    this.offsets = offsets;
  }

  /**
   * Draws them as vLLM's {@code get_sampling_params} does.
   *
   * @throws DatasetException when the lengths are such that the tool refuses them
   */
  static RandomDraws of(
      NumpyRandom random, ToolVersion compat, BenchOptions.Dataset dataset, Tokenizer tokenizer) {
    RandomOptions asked = VllmRandom.asked(dataset);
    long inputLow = low(inner(asked.inputLen(), tokenizer), asked.inputRange());
    if (compat.atLeast(ToolVersion.VLLM_0_32) && asked.prefixLen() + inputLow < 1) {
      throw new DatasetException(
          ("--random-input-len %d is too small: without the tokenizer's %d special tokens and with"
                  + " an input range ratio of %s the shortest prompt has %d tokens. Increase"
                  + " --random-input-len or --random-prefix-len, or decrease the range ratio.")
              .formatted(
                  asked.inputLen(), tokenizer.addedSpecialTokens(), asked.inputRange(), inputLow));
    }
    boolean atLeastOne = compat.atLeast(ToolVersion.VLLM_0_32);
    if (!atLeastOne && high(asked.outputLen(), asked.outputRange()) < 1) {
      throw new DatasetException(
          "--random-output-len must be 1 or more, not %d.".formatted(asked.outputLen()));
    }
    RangeRatio ratio = new RangeRatio(asked.inputRange(), asked.outputRange());
    return of(random, dataset.prompts(), asked.inputLen(), asked.outputLen(), ratio, tokenizer);
  }

  /**
   * Draws so many of each.
   *
   * @param outputLen asks for at least one token
   */
  static RandomDraws of(
      NumpyRandom random,
      int count,
      int inputLen,
      int outputLen,
      RangeRatio ratio,
      Tokenizer tokenizer) {
    int input = inner(inputLen, tokenizer);
    long outputLow = Math.max(1, low(outputLen, ratio.output()));
    long outputHigh = Math.max(1, high(outputLen, ratio.output()));
    return new RandomDraws(
        drawn(random, low(input, ratio.input()), high(input, ratio.input()) + 1, count),
        drawn(random, outputLow, outputHigh + 1, count),
        drawn(random, 0, tokenizer.vocabSize(), count));
  }

  /** All that is held of a prompt before it is made, so no more of it than must be. */
  private static int[] drawn(NumpyRandom random, long low, long high, int count) {
    return Arrays.stream(random.integers(low, high, count)).mapToInt(Math::toIntExact).toArray();
  }

  private static int inner(int inputLen, Tokenizer tokenizer) {
    return Math.max(0, inputLen - tokenizer.addedSpecialTokens());
  }

  /** Tokens of a prompt, without the prefix. */
  int inputLen(int index) {
    return inputLens[index];
  }

  /** Output tokens to ask for. */
  int outputLen(int index) {
    return outputLens[index];
  }

  /** Where in the vocabulary a prompt begins. */
  long offset(int index) {
    return offsets[index];
  }

  private static long low(int length, double range) {
    return (long) Math.floor(length * (1 - range));
  }

  private static long high(int length, double range) {
    return (long) Math.ceil(length * (1 + range));
  }
}
