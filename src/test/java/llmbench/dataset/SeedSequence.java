package llmbench.dataset;

/**
 * numpy's {@code SeedSequence}: spreads a seed over as much random state as a generator needs.
 *
 * <p>Source: numpy/random/bit_generator.pyx, after M. O'Neill's {@code randutils}.
 */
final class SeedSequence {

  private static final int POOL = 4;
  private static final int INIT_A = 0x43b0d7e5;
  private static final int MULT_A = 0x931e8875;
  private static final int INIT_B = 0x8b51f9dd;
  private static final int MULT_B = 0x58f38ded;
  private static final int MIX_MULT_L = 0xca01f9dd;
  private static final int MIX_MULT_R = 0x4973f715;
  private static final int XSHIFT = 16;

  private final int[] pool = new int[POOL];
  private int hashConstant = INIT_A;

  /** A sequence from a seed; read as unsigned. */
  SeedSequence(long seed) {
    int[] entropy = {(int) seed, (int) (seed >>> 32)};
    for (int i = 0; i < POOL; i++) {
      pool[i] = hashMix(i < entropy.length ? entropy[i] : 0);
    }
    for (int from = 0; from < POOL; from++) {
      for (int to = 0; to < POOL; to++) {
        if (from != to) {
          pool[to] = mix(pool[to], hashMix(pool[from]));
        }
      }
    }
  }

  /** So many 64-bit words of state. */
  long[] generate(int words) {
    long[] state = new long[words];
    int constant = INIT_B;
    for (int i = 0; i < 2 * words; i++) {
      int value = pool[i % POOL] ^ constant;
      constant *= MULT_B;
      value *= constant;
      value ^= value >>> XSHIFT;
      state[i / 2] |= (value & 0xFFFFFFFFL) << (i % 2 * 32);
    }
    return state;
  }

  private int hashMix(int word) {
    int value = word ^ hashConstant;
    hashConstant *= MULT_A;
    value *= hashConstant;
    return value ^ (value >>> XSHIFT);
  }

  private static int mix(int x, int y) {
    int result = MIX_MULT_L * x - MIX_MULT_R * y;
    return result ^ (result >>> XSHIFT);
  }
}
