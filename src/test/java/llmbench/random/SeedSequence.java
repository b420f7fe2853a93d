package llmbench.random;

/**
 * numpy's SeedSequence: a seed's bits spread over as many words as a generator wants.
 *
 * <p>Source: numpy's {@code bit_generator.pyx}; all sums and products are of 32 bits.
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
  private int hash = INIT_A;

  private SeedSequence(int[] entropy) {
    for (int i = 0; i < POOL; i++) {
      pool[i] = hashed(i < entropy.length ? entropy[i] : 0);
    }
    for (int from = 0; from < POOL; from++) {
      for (int to = 0; to < POOL; to++) {
        if (from != to) {
          pool[to] = mixed(pool[to], hashed(pool[from]));
        }
      }
    }
  }

  /** A seed of 64 unsigned bits has two words, so the pool takes all of it. */
  static SeedSequence of(long seed) {
    return new SeedSequence(new int[] {(int) seed, (int) (seed >>> 32)});
  }

  /** {@code generate_state(count, uint64)}: each the lower word first. */
  long[] longs(int count) {
    long[] result = new long[count];
    int constant = INIT_B;
    for (int i = 0; i < 2 * count; i++) {
      int word = pool[i % POOL] ^ constant;
      constant *= MULT_B;
      word *= constant;
      word ^= word >>> XSHIFT;
      result[i / 2] |= (word & 0xFFFFFFFFL) << (32 * (i % 2));
    }
    return result;
  }

  private int hashed(int word) {
    int value = word ^ hash;
    hash *= MULT_A;
    value *= hash;
    return value ^ (value >>> XSHIFT);
  }

  private static int mixed(int x, int y) {
    int value = x * MIX_MULT_L - y * MIX_MULT_R;
    return value ^ (value >>> XSHIFT);
  }
}
