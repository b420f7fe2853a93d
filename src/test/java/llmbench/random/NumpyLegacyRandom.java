package llmbench.random;

/**
 * numpy's global generator after {@code numpy.random.seed(seed)}: the same integers and floats. The
 * last bit of what is drawn by a logarithm or a power is the C library's there and Java's here: one
 * value in a thousand differs by it.
 *
 * <p>A tool has one such generator for all that it draws, so whoever draws next goes on where the
 * last one stopped. Not thread-safe.
 *
 * <p>Sources: numpy's {@code mt19937.c}, {@code legacy-distributions.c} and, for {@code randint},
 * the masked branch of {@code distributions.c}.
 */
public final class NumpyLegacyRandom {

  private static final long LOW_32 = 0xFFFF_FFFFL;

  private final MersenneTwister bits;

  /** Normal values come in pairs: the second one of the last pair, until it is taken. */
  private double keptNormal;

  private boolean keepsNormal;

  private NumpyLegacyRandom(NumpyLegacyRandom other) {
    bits = other.bits.copy();
    keptNormal = other.keptNormal;
    keepsNormal = other.keepsNormal;
  }

  /**
   * @param seed from 0 to 2³² − 1, as numpy takes it
   */
  public NumpyLegacyRandom(long seed) {
    if (seed < 0 || seed > LOW_32) {
      throw new IllegalArgumentException("seed " + seed + " has no 32 bits");
    }
    bits = MersenneTwister.ofSeed((int) seed);
  }

  /** One that draws the same from here on; neither changes the other. */
  public NumpyLegacyRandom copy() {
    return new NumpyLegacyRandom(this);
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

  /** {@code permutation(count)}: the numbers below, in the order that {@code shuffle} makes. */
  public int[] permutation(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    for (int i = count - 1; i > 0; i--) {
      int other = (int) bounded(i, Integer.highestOneBit(i) * 2L - 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
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
  public double nextDouble() {
    long high = nextUnsignedInt() >>> 5;
    long low = nextUnsignedInt() >>> 6;
    return (high * 0x1p26 + low) / 0x1p53;
  }

  /** {@code exponential(scale)}, whose mean is the scale. */
  public double nextExponential(double scale) {
    return scale * nextExponential();
  }

  /** {@code legacy_standard_exponential}. */
  double nextExponential() {
    return -Math.log(1.0 - nextDouble());
  }

  /**
   * {@code gamma(shape, scale)}, whose mean is shape · scale.
   *
   * @param shape more than 0, also infinite
   */
  public double nextGamma(double shape, double scale) {
    return scale * LegacyGamma.next(this, shape);
  }

  /** {@code lognormal(mean, sigma)}: the exponential of a normal value. */
  public double nextLognormal(double mean, double sigma) {
    return Math.exp(mean + sigma * nextNormal());
  }

  /**
   * {@code poisson(mean)}.
   *
   * @param mean not negative
   */
  public long nextPoisson(double mean) {
    return LegacyPoisson.next(this, mean);
  }

  /**
   * {@code zipf(exponent)}: at least 1. By rejection ({@code legacy_random_zipf}).
   *
   * @param exponent more than 1
   */
  public long nextZipf(double exponent) {
    double less = exponent - 1.0;
    double base = Math.pow(2.0, less);
    while (true) {
      double uniform = 1.0 - nextDouble();
      double other = nextDouble();
      double value = Math.floor(Math.pow(uniform, -1.0 / less));
      if (value > Long.MAX_VALUE || value < 1.0) {
        continue;
      }
      double tail = Math.pow(1.0 + 1.0 / value, less);
      if (other * value * (tail - 1.0) / (base - 1.0) <= tail / base) {
        return (long) value;
      }
    }
  }

  /** {@code legacy_gauss}: the polar method, which draws two values and keeps one. */
  double nextNormal() {
    if (keepsNormal) {
      keepsNormal = false;
      return keptNormal;
    }
    double x1;
    double x2;
    double square;
    do {
      x1 = 2.0 * nextDouble() - 1.0;
      x2 = 2.0 * nextDouble() - 1.0;
      square = x1 * x1 + x2 * x2;
    } while (square >= 1.0 || square == 0.0);
    double factor = Math.sqrt(-2.0 * Math.log(square) / square);
    keptNormal = factor * x1;
    keepsNormal = true;
    return factor * x2;
  }
}
