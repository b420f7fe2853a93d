package llmbench.dataset;

import java.util.Arrays;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.dataset.RandomOptions;
import llmbench.random.NumpyRandom;

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
      NumpyRandom random,
      ToolVersion compat,
      BenchOptions.Dataset dataset,
      int specials,
      int vocabSize) {
    RandomOptions asked = VllmRandom.asked(dataset);
    int input = Math.max(0, asked.inputLen() - specials);
    long inputLow = low(input, asked.inputRange());
    if (compat.atLeast(ToolVersion.VLLM_0_32) && asked.prefixLen() + inputLow < 1) {
      throw new DatasetException(
          ("--random-input-len %d is too small: without the tokenizer's %d special tokens and with"
                  + " an input range ratio of %s the shortest prompt has %d tokens. Increase"
                  + " --random-input-len or --random-prefix-len, or decrease the range ratio.")
              .formatted(asked.inputLen(), specials, asked.inputRange(), inputLow));
    }
    long outputLow = Math.max(1, low(asked.outputLen(), asked.outputRange()));
    long outputHigh = high(asked.outputLen(), asked.outputRange());
    if (compat.atLeast(ToolVersion.VLLM_0_32)) {
      outputHigh = Math.max(1, outputHigh);
    }
    if (outputHigh < outputLow) {
      throw new DatasetException(
          "--random-output-len must be 1 or more, not %d.".formatted(asked.outputLen()));
    }
    int count = dataset.prompts();
    return new RandomDraws(
        drawn(random, inputLow, high(input, asked.inputRange()) + 1, count),
        drawn(random, outputLow, outputHigh + 1, count),
        drawn(random, 0, vocabSize, count));
  }

  /** All that is held of a prompt before it is made, so no more of it than must be. */
  private static int[] drawn(NumpyRandom random, long low, long high, int count) {
    return Arrays.stream(random.integers(low, high, count)).mapToInt(Math::toIntExact).toArray();
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
