package llmbench.random;

/**
 * numpy's global generator after {@code numpy.random.seed(seed)}: the same integers and floats.
 *
 * <p>Sources: numpy's {@code mt19937.c}, {@code legacy-distributions.c} and, for {@code randint},
 * the masked branch of {@code distributions.c}. Not thread-safe.
 */
public final class NumpyLegacyRandom {

  private static final long LOW_32 = 0xFFFF_FFFFL;

  private final MersenneTwister bits;

  /**
   * @param seed from 0 to 2³² − 1, as numpy takes it
   */
  public NumpyLegacyRandom(long seed) {
    if (seed < 0 || seed > LOW_32) {
      throw new IllegalArgumentException("seed " + seed + " has no 32 bits");
    }
    bits = MersenneTwister.ofSeed((int) seed);
  }

  /** The next 32 bits, unsigned. */
  long nextUnsignedInt() {
    return bits.nextInt() & LOW_32;
  }

  /**
   * {@code randint(low, high, size=count)}, whether of 64-bit or of uint32 results: they are the
   * same where 32 bits hold the range.
   *
   * @param high above every result, more than {@code low} by at most 2³²
   */
  public long[] integers(long low, long high, int count) {
    long range = high - 1 - low;
    if (low >= high || range > LOW_32) {
      throw new IllegalArgumentException("no 32-bit range: from " + low + " to below " + high);
    }
    long mask = range == 0 ? 0 : Long.highestOneBit(range) * 2 - 1;
    long[] result = new long[count];
    for (int i = 0; i < count; i++) {
      result[i] = low + bounded(range, mask);
    }
    return result;
  }

  private long bounded(long range, long mask) {
    if (range == 0) {
      return 0;
    }
    long value = nextUnsignedInt() & mask;
    while (value > range) {
      value = nextUnsignedInt() & mask;
    }
    return value;
  }

  /** {@code random_sample()}: at least 0, below 1. */
  double nextDouble() {
    long high = nextUnsignedInt() >>> 5;
    long low = nextUnsignedInt() >>> 6;
    return (high * 0x1p26 + low) / 0x1p53;
  }

  /** {@code exponential(scale)}: what the gaps between arrivals are drawn from. */
  double nextExponential(double scale) {
    return scale * -Math.log(1.0 - nextDouble());
  }
}
