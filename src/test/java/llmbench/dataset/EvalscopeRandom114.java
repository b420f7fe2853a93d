package llmbench.dataset;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import llmbench.options.EvalscopeOptions;
import llmbench.options.dataset.EvalscopeRandomOptions;
import llmbench.random.NumpyLegacyRandom;
import llmbench.tokenizer.Tokenizer;

/**
 * The random dataset of evalscope 1.14 ({@code RandomDatasetPlugin}): no special tokens and none
 * that stand for bytes, and texts are repaired until they have the length that was asked for. Each
 * item has a generator of its own for that.
 */
final class EvalscopeRandom114 implements IntFunction<Content> {

  private static final long SEEDS = 0xFFFF_FFFFL;

  private final EvalscopeRandomOptions asked;
  private final Tokenizer tokenizer;
  private final RandomTokens pool;
  private final List<int[]> prefixes;
  private final long[] lengths;
  private final long[] offsets;
  private final boolean asIds;
  private final long[] seeds;

  /**
   * Draws in the tool's order.
   *
   * @param length tokens of a prompt without the chat template
   * @param asIds whether the items are token ids, which need no repair and no seeds
   */
  EvalscopeRandom114(
      EvalscopeRandomOptions asked,
      EvalscopeOptions.Range length,
      Tokenizer tokenizer,
      NumpyLegacyRandom random,
      int count,
      boolean asIds) {
    this.asked = asked;
    this.tokenizer = tokenizer;
    pool = RandomTokens.of(tokenizer);
    prefixes = prefixes(random);
    lengths = random.integers(length.low(), length.high() + 1, count);
    offsets = random.integers(0, pool.size(), count);
    this.asIds = asIds;
    seeds = asIds ? new long[0] : random.integers(0, SEEDS, count);
  }

  /** {@code _create_prefix_pool}: prefixes that are all different. */
  private List<int[]> prefixes(NumpyLegacyRandom random) {
    int length = asked.prefixLength();
    int count = asked.prefixCount();
    if (Math.pow(pool.size(), length) < count) {
      throw new DatasetException(
          "--prefix-count %d asks for more prefixes of %d tokens than there are;"
                  .formatted(count, length)
              + " use a smaller one or a longer --prefix-length.");
    }
    Set<List<Long>> places = new LinkedHashSet<>();
    while (places.size() < count) {
      long[] drawn = random.integers(0, pool.size(), length);
      while (!places.add(Arrays.stream(drawn).boxed().toList())) {
        countOn(drawn);
      }
    }
    return places.stream().map(this::ids).toList();
  }

  /** The next prefix in the order of a number whose digits are places in the pool. */
  private void countOn(long[] places) {
    int digit = places.length - 1;
    while (digit >= 0 && ++places[digit] == pool.size()) {
      places[digit--] = 0;
    }
  }

  private int[] ids(List<Long> places) {
    return places.stream().mapToInt(place -> pool.id(place)).toArray();
  }

  @Override
  public Content apply(int index) {
    int[] prefix = prefixes.get(index % prefixes.size());
    int[] ids = pool.behind(prefix, offsets[index] + asked.offset() + index, lengths[index]);
    return asIds ? Content.ids(ids) : fitted(ids, seeds[index]);
  }

  private Content fitted(int[] ids, long seed) {
    NumpyLegacyRandom random = new NumpyLegacyRandom(seed);
    return Content.text(
        new FittedText(tokenizer, ids, ids.length)
            .finish(count -> pool.drawn(random, count))
            .text());
  }
}
