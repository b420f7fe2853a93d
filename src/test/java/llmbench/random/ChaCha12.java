package llmbench.random;

/**
 * The stream of words that Rust's {@code StdRng} is of {@code rand} 0.8 and 0.9: ChaCha with twelve
 * rounds, a key of eight words, a counter of 64 bits from 0 and stream 0. Not thread-safe.
 *
 * <p>Source: D. J. Bernstein, ChaCha; {@code rand_chacha}'s {@code ChaCha12Rng}.
 */
final class ChaCha12 {

  private static final int WORDS = 16;
  private static final int KEY_WORDS = 8;
  private static final int COUNTER = 12;
  private static final int DOUBLE_ROUNDS = 6;

  /** {@code expand 32-byte k}. */
  private static final int[] CONSTANTS = {0x6170_7865, 0x3320_646E, 0x7962_2D32, 0x6B20_6574};

  private final int[] input = new int[WORDS];
  private final int[] block = new int[WORDS];
  private int next = WORDS;

  /**
   * A stream that begins.
   *
   * @param key of eight words
   */
  ChaCha12(int[] key) {
    System.arraycopy(CONSTANTS, 0, input, 0, CONSTANTS.length);
    System.arraycopy(key, 0, input, CONSTANTS.length, KEY_WORDS);
  }

  /** The next 32 bits. */
  int nextInt() {
    if (next == WORDS) {
      refill();
      next = 0;
    }
    return block[next++];
  }

  private void refill() {
    System.arraycopy(input, 0, block, 0, WORDS);
    for (int i = 0; i < DOUBLE_ROUNDS; i++) {
      for (int column = 0; column < 4; column++) {
        quarter(column, column + 4, column + 8, column + 12);
      }
      for (int column = 0; column < 4; column++) {
        quarter(column, 4 + (column + 1) % 4, 8 + (column + 2) % 4, 12 + (column + 3) % 4);
      }
    }
    for (int i = 0; i < WORDS; i++) {
      block[i] += input[i];
    }
    input[COUNTER]++;
    if (input[COUNTER] == 0) {
      input[COUNTER + 1]++;
    }
  }

  private void quarter(int a, int b, int c, int d) {
    add(a, b, d, 16);
    add(c, d, b, 12);
    add(a, b, d, 8);
    add(c, d, b, 7);
  }

  private void add(int sum, int added, int turned, int bits) {
    block[sum] += block[added];
    block[turned] = Integer.rotateLeft(block[turned] ^ block[sum], bits);
  }
}
