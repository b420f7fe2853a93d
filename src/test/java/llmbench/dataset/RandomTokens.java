package llmbench.dataset;

import java.util.Arrays;
import java.util.stream.IntStream;
import llmbench.random.NumpyLegacyRandom;
import llmbench.tokenizer.Tokenizer;

/**
 * The tokens that random texts of evalscope 1.14 are of: none that is special, and none that stands
 * for a byte. In the order of their ids, which goes round.
 *
 * <p>Source: {@code allowed_tokens} of {@code RandomDatasetPlugin} in
 * evalscope/perf/plugin/datasets/random_dataset.py. Immutable.
 */
public final class RandomTokens {

  private final int[] ids;

  private RandomTokens(int[] ids) {
    this.ids = ids;
  }

  /** Those of a tokenizer. */
  public static RandomTokens of(Tokenizer tokenizer) {
    int[] special = tokenizer.specialIds();
    int[] bytes = tokenizer.byteFallbackIds();
    return new RandomTokens(
        IntStream.range(0, tokenizer.size())
            .filter(
                id -> Arrays.binarySearch(special, id) < 0 && Arrays.binarySearch(bytes, id) < 0)
            .toArray());
  }

  /** How many there are. */
  public int size() {
    return ids.length;
  }

  /** The id at a place; behind the last comes the first again. */
  int id(long place) {
    return ids[(int) Math.floorMod(place, (long) ids.length)];
  }

  /** So many at random, each as likely. */
  public int[] drawn(NumpyLegacyRandom random, int count) {
    return Arrays.stream(random.integers(0, ids.length, count)).mapToInt(this::id).toArray();
  }

  /**
   * These behind a prefix.
   *
   * @param first the place of the first one
   * @param count how many
   */
  public int[] behind(int[] prefix, long first, long count) {
    int[] all = Arrays.copyOf(prefix, Math.toIntExact(prefix.length + count));
    for (int i = prefix.length; i < all.length; i++) {
      all[i] = id(first + i - prefix.length);
    }
    return all;
  }
}
