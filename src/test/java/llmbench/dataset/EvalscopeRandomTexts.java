package llmbench.dataset;

import java.util.Arrays;
import java.util.stream.IntStream;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.random.NumpyLegacyRandom;
import llmbench.tokenizer.Tokenizer;

/**
 * Random texts of evalscope's embeddings and ranks: all ids are drawn, and what lacks is drawn from
 * the same generator, in order.
 *
 * <p>Source: {@code _generate_random_text} and {@code _generate_token_sequence} in
 * evalscope/perf/plugin/datasets, and {@code gen_prompt_decode_to_target_len} in utils.py beside
 * them: texts are drawn from the vocabulary without added tokens, what lacks from all of it.
 */
final class EvalscopeRandomTexts {

  /** Beyond it nothing can be built. */
  private static final long LONGEST = 1 << 24;

  private final Tokenizer tokenizer;
  private final NumpyLegacyRandom random;
  private final int[] ids;
  private final int[] fillers;

  EvalscopeRandomTexts(Tokenizer tokenizer, NumpyLegacyRandom random) {
    this.tokenizer = tokenizer;
    this.random = random;
    this.ids = plain(tokenizer, tokenizer.vocabSize());
    this.fillers = plain(tokenizer, tokenizer.size());
  }

  private static int[] plain(Tokenizer tokenizer, int size) {
    int[] special = tokenizer.specialIds();
    return IntStream.range(0, size).filter(id -> Arrays.binarySearch(special, id) < 0).toArray();
  }

  /** A number of tokens, both ends among them. */
  int length(Range range) {
    if (range.high() > LONGEST) {
      throw new DatasetException(
          "--max-prompt-length %,d is more than can be built; use %,d or less."
              .formatted(range.high(), LONGEST));
    }
    return (int) random.integers(range.low(), range.high() + 1, 1)[0];
  }

  /** A text of so many tokens. */
  String text(int tokens) {
    return new FittedText(tokenizer, drawn(ids, tokens), tokens)
        .finish(lacking -> drawn(fillers, lacking))
        .text();
  }

  private int[] drawn(int[] from, int count) {
    return Arrays.stream(random.integers(0, from.length, count))
        .mapToInt(place -> from[(int) place])
        .toArray();
  }
}
