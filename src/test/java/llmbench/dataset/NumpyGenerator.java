package llmbench.dataset;

/**
 * numpy's {@code default_rng(seed)}: PCG64 (XSL-RR 128/64), and of its methods those that the
 * tools' datasets draw with. The same seed gives the same numbers, bit for bit.
 *
 * <p>Source: numpy/random/src/pcg64 and numpy/random/src/distributions. Not thread-safe.
 */
final class NumpyGenerator {

  private static final Uint128 MULTIPLIER = new Uint128(0x2360ED051FC65DA4L, 0x4385DF649FCCF645L);
  private static final long UINT32_MAX = 0xFFFFFFFFL;

  private final Uint128 increment;
  private Uint128 state;

  /** The half of a 64-bit value that a 32-bit draw left over; it outlives calls, as in numpy. */
  private long leftHalf;

  private boolean hasLeftHalf;

  /** A generator seeded like {@code numpy.random.default_rng(seed)}; the seed is unsigned. */
  NumpyGenerator(long seed) {
    long[] words = new SeedSequence(seed).generate(4);
    increment = new Uint128(words[2], words[3]).doubledPlusOne();
    state = step(Uint128.ZERO).plus(new Uint128(words[0], words[1]));
    state = step(state);
  }

  /** The next 64 raw bits. */
  long next64() {
    state = step(state);
    int rotation = (int) (state.high() >>> 58);
    return Long.rotateRight(state.high() ^ state.low(), rotation);
  }

  /**
   * {@code integers(low, high, n)}: uniform in [low, high), as 64-bit integers. A range of one
   * value draws nothing.
   */
  long[] integers(long low, long high, int n) {
    long range = high - 1 - low;
    long[] values = new long[n];
    for (int i = 0; i < n; i++) {
      values[i] = low + below(range);
    }
    return values;
  }

  /** Uniform in [0, range]; Lemire's method with rejection, in 32 bits where the range fits. */
  private long below(long range) {
    if (range == 0) {
      return 0;
    }
    if (range == UINT32_MAX) {
      return next32();
    }
    return Long.compareUnsigned(range, UINT32_MAX) < 0 ? lemire32(range) : lemire64(range);
  }

  private long lemire32(long range) {
    long count = range + 1;
    long product = next32() * count;
    if ((product & UINT32_MAX) < count) {
      long threshold = (UINT32_MAX - range) % count;
      while ((product & UINT32_MAX) < threshold) {
        product = next32() * count;
      }
    }
    return product >>> 32;
  }

  private long lemire64(long range) {
    long count = range + 1;
    long bits = next64();
    if (Long.compareUnsigned(bits * count, count) < 0) {
      long threshold = Long.remainderUnsigned(-1L - range, count);
      while (Long.compareUnsigned(bits * count, threshold) < 0) {
        bits = next64();
      }
    }
    return Uint128.multiplyHighUnsigned(bits, count);
  }

  private long next32() {
    if (hasLeftHalf) {
      hasLeftHalf = false;
      return leftHalf;
    }
    long bits = next64();
    hasLeftHalf = true;
    leftHalf = bits >>> 32;
    return bits & UINT32_MAX;
  }

  private Uint128 step(Uint128 from) {
    return from.times(MULTIPLIER).plus(increment);
  }

  /** The generator's state, for tests. */
  Uint128 state() {
    return state;
  }

  /** The generator's increment, for tests. */
  Uint128 increment() {
    return increment;
  }
}
