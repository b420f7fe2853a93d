package llmbench.random;

/**
 * MT19937, which numpy's legacy generator and Python's {@code random} both draw from; they differ
 * in how they seed it.
 *
 * <p>Source: Matsumoto and Nishimura, mt19937ar.c. Not thread-safe.
 */
final class MersenneTwister {

  private static final int SIZE = 624;
  private static final int MIDDLE = 397;
  private static final int KNUTH = 1_812_433_253;
  private static final int MATRIX = 0x9908_B0DF;
  private static final int UPPER = 0x8000_0000;
  private static final int LOWER = 0x7FFF_FFFF;

  private final int[] state;
  private int next;

  private MersenneTwister(int[] state, int next) {
    this.state = state;
    this.next = next;
  }

  /** {@code init_genrand}: as numpy seeds it. */
  static MersenneTwister ofSeed(int seed) {
    int[] state = new int[SIZE];
    state[0] = seed;
    for (int i = 1; i < SIZE; i++) {
      state[i] = KNUTH * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
    return new MersenneTwister(state, SIZE);
  }

  /** {@code init_by_array} with a key of one word: as Python seeds it. */
  static MersenneTwister ofKey(int key) {
    MersenneTwister twister = ofSeed(19_650_218);
    int[] state = twister.state;
    int place = 1;
    for (int i = 0; i < SIZE; i++) {
      state[place] = (state[place] ^ (mixed(state[place - 1]) * 1_664_525)) + key;
      place = twister.after(place);
    }
    for (int i = 0; i < SIZE - 1; i++) {
      state[place] = (state[place] ^ (mixed(state[place - 1]) * 1_566_083_941)) - place;
      place = twister.after(place);
    }
    state[0] = UPPER;
    return twister;
  }

  private static int mixed(int word) {
    return word ^ (word >>> 30);
  }

  private int after(int place) {
    if (place + 1 < SIZE) {
      return place + 1;
    }
    state[0] = state[SIZE - 1];
    return 1;
  }

  /** One with the same bits to come; neither changes the other. */
  MersenneTwister copy() {
    return new MersenneTwister(state.clone(), next);
  }

  /** The next 32 bits. */
  int nextInt() {
    if (next == SIZE) {
      twist();
      next = 0;
    }
    int word = state[next++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9D2C_5680;
    word ^= (word << 15) & 0xEFC6_0000;
    return word ^ (word >>> 18);
  }

  private void twist() {
    for (int i = 0; i < SIZE; i++) {
      int word = (state[i] & UPPER) | (state[(i + 1) % SIZE] & LOWER);
      int odd = (word & 1) == 0 ? 0 : MATRIX;
      state[i] = state[(i + MIDDLE) % SIZE] ^ (word >>> 1) ^ odd;
    }
  }
}
