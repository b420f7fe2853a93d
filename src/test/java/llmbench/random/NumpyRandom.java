package llmbench.random;

import java.math.BigInteger;

/**
 * numpy's {@code default_rng(seed)}: the same bits, bounded integers, bytes and permutations.
 *
 * <p>The generator is PCG64 (PCG XSL-RR 128/64), seeded by SeedSequence. Sources: numpy's {@code
 * bit_generator.pyx}, {@code pcg64.h}, {@code distributions.c} and {@code _generator.pyx}. Not
 * thread-safe.
 */
public final class NumpyRandom {

  private static final long MULTIPLIER_HIGH = 0x2360ED051FC65DA4L;
  private static final long MULTIPLIER_LOW = 0x4385DF649FCCF645L;
  private static final long LOW_32 = 0xFFFFFFFFL;

  private final long incrementHigh;
  private final long incrementLow;
  private long stateHigh;
  private long stateLow;

  /** numpy serves 32 bits at a time by keeping the upper half of the last 64. */
  private boolean hasHalf;

  private long half;

  /**
   * @param seed as unsigned 64 bits
   */
  public NumpyRandom(long seed) {
    long[] words = SeedSequence.of(seed).longs(4);
    incrementHigh = (words[2] << 1) | (words[3] >>> 63);
    incrementLow = (words[3] << 1) | 1;
    step();
    add(words[0], words[1]);
    step();
  }

  private NumpyRandom(NumpyRandom other) {
    incrementHigh = other.incrementHigh;
    incrementLow = other.incrementLow;
    stateHigh = other.stateHigh;
    stateLow = other.stateLow;
    hasHalf = other.hasHalf;
    half = other.half;
  }

  /** The next 64 bits. */
  long nextLong() {
    step();
    return Long.rotateRight(stateHigh ^ stateLow, (int) (stateHigh >>> 58));
  }

  /**
   * {@code integers(low, high, size=count)} with 64-bit results.
   *
   * @param high above every result, more than {@code low}
   */
  public long[] integers(long low, long high, int count) {
    if (low >= high) {
      throw new IllegalArgumentException("low " + low + " is not below high " + high);
    }
    long[] result = new long[count];
    long range = high - 1 - low;
    for (int i = 0; i < count; i++) {
      result[i] = low + bounded(range);
    }
    return result;
  }

  /** {@code random()}: at least 0, below 1. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /**
   * {@code integers(0, 256, size=count, dtype=uint8)}: four of each 32 bits, the lowest first; what
   * is left of the last 32 is dropped.
   */
  public byte[] bytes(int count) {
    byte[] result = new byte[count];
    long bits = 0;
    for (int i = 0; i < count; i++) {
      bits = i % Integer.BYTES == 0 ? nextHalf() : bits >>> Byte.SIZE;
      result[i] = (byte) bits;
    }
    return result;
  }

  /** {@code permutation(count)}. */
  public int[] permutation(int count) {
    int[] places = new int[count];
    for (int i = 0; i < count; i++) {
      places[i] = i;
    }
    for (int i = count - 1; i > 0; i--) {
      int other = masked(i);
      int kept = places[i];
      places[i] = places[other];
      places[other] = kept;
    }
    return places;
  }

  /** {@code random_interval}: bits that are too large are drawn again. */
  private int masked(int highest) {
    int mask = Integer.highestOneBit(highest) * 2 - 1;
    int value = (int) nextHalf() & mask;
    while (value > highest) {
      value = (int) nextHalf() & mask;
    }
    return value;
  }

  /** One that draws the same from here on; neither changes the other. */
  public NumpyRandom copy() {
    return new NumpyRandom(this);
  }

  /** A value of [0, range], {@code range} unsigned: Lemire's method, as numpy buffers it. */
  private long bounded(long range) {
    if (range == 0) {
      return 0;
    }
    if (range == -1) {
      return nextLong();
    }
    if (Long.compareUnsigned(range, LOW_32) < 0) {
      return bounded32(range + 1);
    }
    return range == LOW_32 ? nextHalf() : bounded64(range + 1);
  }

  private long bounded32(long values) {
    long product = nextHalf() * values;
    if ((product & LOW_32) < values) {
      long threshold = (LOW_32 - (values - 1)) % values;
      while ((product & LOW_32) < threshold) {
        product = nextHalf() * values;
      }
    }
    return product >>> 32;
  }

  private long bounded64(long values) {
    long bits = nextLong();
    if (Long.compareUnsigned(bits * values, values) < 0) {
      long threshold = Long.remainderUnsigned(-1 - (values - 1), values);
      while (Long.compareUnsigned(bits * values, threshold) < 0) {
        bits = nextLong();
      }
    }
    return multiplyHighUnsigned(bits, values);
  }

  private long nextHalf() {
    if (hasHalf) {
      hasHalf = false;
      return half;
    }
    long bits = nextLong();
    hasHalf = true;
    half = bits >>> 32;
    return bits & LOW_32;
  }

  private void step() {
    long high =
        multiplyHighUnsigned(stateLow, MULTIPLIER_LOW)
            + stateHigh * MULTIPLIER_LOW
            + stateLow * MULTIPLIER_HIGH;
    stateLow *= MULTIPLIER_LOW;
    stateHigh = high;
    add(incrementHigh, incrementLow);
  }

  private void add(long high, long low) {
    long sum = stateLow + low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    stateLow = sum;
    stateHigh += high + carry;
  }

  /** {@code Math.unsignedMultiplyHigh} comes only with Java 18. */
  private static long multiplyHighUnsigned(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }

  /** The 128 bits of state, as numpy shows them. */
  BigInteger state() {
    return unsigned128(stateHigh, stateLow);
  }

  /** The 128 bits of increment, as numpy shows them. */
  BigInteger increment() {
    return unsigned128(incrementHigh, incrementLow);
  }

  private static BigInteger unsigned128(long high, long low) {
    return new BigInteger(Long.toUnsignedString(high))
        .shiftLeft(64)
        .add(new BigInteger(Long.toUnsignedString(low)));
  }
}
