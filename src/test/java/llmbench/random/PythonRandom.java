package llmbench.random;

/**
 * Python's {@code random} after {@code random.seed(seed)}: the same numbers.
 *
 * <p>Sources: CPython's {@code _randommodule.c}, and {@code choice}, {@code choices}, {@code
 * shuffle} and {@code _randbelow_with_getrandbits} of its {@code random.py}. Not thread-safe.
 */
public final class PythonRandom {

  private static final long LOW_32 = 0xFFFF_FFFFL;

  private final MersenneTwister bits;

  /**
   * @param seed from 0 to 2³² − 1: larger ones would be keys of several words
   */
  public PythonRandom(long seed) {
    if (seed < 0 || seed > LOW_32) {
      throw new IllegalArgumentException("seed " + seed + " has no 32 bits");
    }
    bits = MersenneTwister.ofKey((int) seed);
  }

  private PythonRandom(MersenneTwister bits) {
    this.bits = bits;
  }

  /** One that draws the same from here on; neither changes the other. */
  public PythonRandom copy() {
    return new PythonRandom(bits.copy());
  }

  /** {@code randint(low, high)}; both may come out. One value alone consumes bits as well. */
  public int between(int low, int high) {
    if (low > high || (long) high - low >= Integer.MAX_VALUE) {
      throw new IllegalArgumentException("no range: from " + low + " to " + high);
    }
    return low + below(high - low + 1);
  }

  /**
   * {@code randbelow(values)}, which {@code choice} takes the place in a list of so many from.
   *
   * @param values at least one
   */
  public int below(int values) {
    if (values < 1) {
      throw new IllegalArgumentException("nothing to choose from");
    }
    int length = Integer.SIZE - Integer.numberOfLeadingZeros(values);
    int drawn = bits.nextInt() >>> (Integer.SIZE - length);
    while (drawn >= values) {
      drawn = bits.nextInt() >>> (Integer.SIZE - length);
    }
    return drawn;
  }

  /** {@code random()}: at least 0, below 1. */
  public double nextDouble() {
    long high = (bits.nextInt() & LOW_32) >>> 5;
    long low = (bits.nextInt() & LOW_32) >>> 6;
    return (high * 0x1p26 + low) / 0x1p53;
  }

  /**
   * {@code choices(range(values), k=count)}: places in a list of so many, which may come again.
   *
   * @param values at least one
   */
  public int[] choices(int values, int count) {
    if (values < 1) {
      throw new IllegalArgumentException("nothing to choose from");
    }
    int[] places = new int[count];
    for (int i = 0; i < count; i++) {
      places[i] = (int) (nextDouble() * values);
    }
    return places;
  }

  /** {@code shuffle(list)}. */
  public void shuffle(int[] list) {
    for (int i = list.length - 1; i > 0; i--) {
      int other = below(i + 1);
      int kept = list[i];
      list[i] = list[other];
      list[other] = kept;
    }
  }
}
