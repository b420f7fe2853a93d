package llmbench.random;

/**
 * Rust's {@code StdRng::seed_from_u64(seed)} of {@code rand} 0.9: the same numbers in a range, the
 * same order of a list. Not thread-safe.
 *
 * <p>Sources: {@code seed_from_u64} of {@code rand_core}, {@code UniformUsize} in {@code
 * distr/uniform_int.rs}, {@code shuffle} in {@code seq/slice.rs} and {@code
 * seq/increasing_uniform.rs} of {@code rand}.
 */
public final class RustRandom {

  private static final long LOW_32 = 0xFFFF_FFFFL;
  private static final long MULTIPLIER = 6_364_136_223_846_793_005L;
  private static final long INCREMENT = Long.parseUnsignedLong("11634580027462260723");
  private static final int KEY_WORDS = 8;

  private final ChaCha12 words;

  /**
   * One that has drawn nothing.
   *
   * @param seed as 64 bits
   */
  public RustRandom(long seed) {
    int[] key = new int[KEY_WORDS];
    long state = seed;
    for (int i = 0; i < KEY_WORDS; i++) {
      state = state * MULTIPLIER + INCREMENT;
      int mixed = (int) (((state >>> 18) ^ state) >>> 27);
      key[i] = Integer.rotateRight(mixed, (int) (state >>> 59));
    }
    words = new ChaCha12(key);
  }

  /**
   * {@code random_range(0..values)} of a {@code usize} or {@code u32}. One value alone draws as
   * well.
   *
   * @param values at least one
   */
  public int below(int values) {
    if (values < 1) {
      throw new IllegalArgumentException("nothing to choose from");
    }
    return (int) below(values & LOW_32);
  }

  /** {@code random_range(low..=high)}; both may come out. */
  public int between(int low, int high) {
    if (low > high || (long) high - low >= Integer.MAX_VALUE) {
      throw new IllegalArgumentException("no range: from " + low + " to " + high);
    }
    return low + below(high - low + 1);
  }

  /**
   * By a wide multiplication, whose bias a second word makes small.
   *
   * @param range of unsigned 32 bits
   */
  private long below(long range) {
    long product = nextWord() * range;
    long result = product >>> Integer.SIZE;
    long rest = product & LOW_32;
    if (rest > (-range & LOW_32)) {
      long more = (nextWord() * range) >>> Integer.SIZE;
      result += (rest + more) >>> Integer.SIZE;
    }
    return result;
  }

  private long nextWord() {
    return words.nextInt() & LOW_32;
  }

  /** {@code shuffle}: one word has places for as many elements as its bits hold. */
  public void shuffle(int[] list) {
    long chunk = 0;
    int left = list.length == 0 ? 0 : 1;
    for (int i = 0; i < list.length; i++) {
      long places = i + 1L;
      if (left == 0) {
        long bound = places;
        left = 1;
        while (bound * (places + left) <= LOW_32) {
          bound *= places + left;
          left++;
        }
        chunk = below(bound);
      }
      left--;
      int other = (int) (left == 0 ? chunk : chunk % places);
      chunk /= places;
      int kept = list[i];
      list[i] = list[other];
      list[other] = kept;
    }
  }
}
