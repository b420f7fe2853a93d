package llmbench.random;

/**
 * A number for each place of a list, drawn by nothing but the seed and the place: it takes nothing
 * from another generator, and what is drawn at one place is the same whatever was drawn before.
 *
 * <p>Source: the generator SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
 * generators, 2014), whose n-th value is a function of n. Thread-safe.
 */
public final class DrawAt {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final int DOUBLE_BITS = 53;

  private DrawAt() {}

  /**
   * The bits at a place: SplitMix64's value number {@code place}, begun with the seed.
   *
   * @param place from 0
   */
  public static long bits(long seed, long place) {
    long z = seed + (place + 1) * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The same as a number: at least 0, below 1. */
  public static double number(long seed, long place) {
    return (bits(seed, place) >>> (Long.SIZE - DOUBLE_BITS)) * 0x1p-53;
  }
}
