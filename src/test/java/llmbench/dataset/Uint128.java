package llmbench.dataset;

/**
 * An unsigned 128-bit number with the arithmetic modulo 2^128 that PCG64 needs.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
record Uint128(long high, long low) {

  static final Uint128 ZERO = new Uint128(0, 0);

  Uint128 plus(Uint128 other) {
    long sum = low + other.low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return new Uint128(high + other.high + carry, sum);
  }

  Uint128 times(Uint128 other) {
    long upper = multiplyHighUnsigned(low, other.low) + high * other.low + low * other.high;
    return new Uint128(upper, low * other.low);
  }

  /** Twice the number plus one. */
  Uint128 doubledPlusOne() {
    return new Uint128((high << 1) | (low >>> 63), (low << 1) | 1);
  }

  /** The upper 64 bits of the unsigned product; the JDK has it only from 18 on. */
  static long multiplyHighUnsigned(long x, long y) {
    return Math.multiplyHigh(x, y) + ((x >> 63) & y) + ((y >> 63) & x);
  }
}
