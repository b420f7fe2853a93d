package llmbench.random;

/**
 * Python's {@code random} after {@code random.seed(seed)}: the same integers.
 *
 * <p>Sources: CPython's {@code _randommodule.c} and {@code Random._randbelow_with_getrandbits}. Not
 * thread-safe.
 */
public final class PythonRandom {

  private final MersenneTwister bits;

  /**
   * @param seed from 0 to 2³² − 1: larger ones would be keys of several words
   */
  public PythonRandom(long seed) {
    if (seed < 0 || seed > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException("seed " + seed + " has no 32 bits");
    }
    bits = MersenneTwister.ofKey((int) seed);
  }

  /** {@code randint(low, high)}; both may come out. One value alone consumes bits as well. */
  public int between(int low, int high) {
    if (low > high || (long) high - low >= Integer.MAX_VALUE) {
      throw new IllegalArgumentException("no range: from " + low + " to " + high);
    }
    int values = high - low + 1;
    int length = Integer.SIZE - Integer.numberOfLeadingZeros(values);
    int drawn = bits.nextInt() >>> (Integer.SIZE - length);
    while (drawn >= values) {
      drawn = bits.nextInt() >>> (Integer.SIZE - length);
    }
    return low + drawn;
  }
}
