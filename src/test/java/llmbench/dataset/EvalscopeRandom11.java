package llmbench.dataset;

import java.util.Arrays;
import java.util.function.IntFunction;
import llmbench.options.EvalscopeOptions;
import llmbench.options.dataset.EvalscopeRandomOptions;
import llmbench.random.NumpyLegacyRandom;
import llmbench.tokenizer.Tokenizer;

/**
 * The random dataset of evalscope 1.1 ({@code RandomDatasetPlugin}): decoded, encoded, cut,
 * decoded. A prompt may come out shorter than asked for.
 */
final class EvalscopeRandom11 implements IntFunction<Content> {

  private final Tokenizer tokenizer;
  private final int[] prefix;
  private final long[] lengths;
  private final long[] offsets;

  /**
   * Draws in the tool's order.
   *
   * @param length tokens of a prompt without the chat template
   */
  EvalscopeRandom11(
      EvalscopeRandomOptions asked,
      EvalscopeOptions.Range length,
      Tokenizer tokenizer,
      NumpyLegacyRandom random,
      int count) {
    this.tokenizer = tokenizer;
    prefix =
        Arrays.stream(random.integers(0, tokenizer.vocabSize(), asked.prefixLength()))
            .mapToInt(Math::toIntExact)
            .toArray();
    lengths = random.integers(length.low(), length.high() + 1, count);
    offsets = random.integers(0, tokenizer.vocabSize(), count);
  }

  @Override
  public Content apply(int index) {
    int length = Math.toIntExact(prefix.length + lengths[index]);
    int[] ids = Arrays.copyOf(prefix, length);
    for (int i = prefix.length; i < length; i++) {
      ids[i] = (int) ((offsets[index] + index + i - prefix.length) % tokenizer.vocabSize());
    }
    int[] encoded = tokenizer.encode(tokenizer.decode(ids));
    String text = tokenizer.decode(Arrays.copyOf(encoded, Math.min(encoded.length, length)));
    return Content.text(text);
  }
}
