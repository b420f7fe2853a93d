package llmbench.simserver.cache;

import java.util.Arrays;

/**
 * Tokens cut into blocks, each known by a hash of its tokens and of all before it: two chains agree
 * in a block exactly where they agree in every token up to its end. What fills no block is kept, so
 * that a chain can be continued. Immutable.
 *
 * <p>The hash has 64 bits, where vLLM's has 256: among a million blocks, two that differ are taken
 * for the same with a chance of 1 in 30 million.
 */
public final class BlockChain {

  private static final long SEED = 0x9e3779b97f4a7c15L;

  private final int blockSize;
  private final long[] hashes;
  private final int[] rest;

  private BlockChain(int blockSize, long[] hashes, int[] rest) {
    this.blockSize = blockSize;
    this.hashes = hashes;
    this.rest = rest;
  }

  /** The chain of these tokens. */
  public static BlockChain of(int blockSize, int... tokens) {
    return new BlockChain(blockSize, new long[0], new int[0]).then(tokens);
  }

  /** The chain of these tokens after its own. */
  public BlockChain then(int... tokens) {
    int[] open = Arrays.copyOf(rest, rest.length + tokens.length);
    System.arraycopy(tokens, 0, open, rest.length, tokens.length);
    int full = open.length / blockSize;
    long[] all = Arrays.copyOf(hashes, hashes.length + full);
    long hash = hashes.length == 0 ? SEED : hashes[hashes.length - 1];
    for (int block = 0; block < full; block++) {
      for (int place = block * blockSize; place < (block + 1) * blockSize; place++) {
        hash = mixed(hash + SEED + open[place]);
      }
      all[hashes.length + block] = hash;
    }
    return new BlockChain(blockSize, all, Arrays.copyOfRange(open, full * blockSize, open.length));
  }

  /** How many tokens there are. */
  public int tokens() {
    return hashes.length * blockSize + rest.length;
  }

  /** How many blocks are full. */
  int blocks() {
    return hashes.length;
  }

  /** What block {@code i} is known by. */
  long hash(int i) {
    return hashes[i];
  }

  /** The finalizer of SplitMix64. */
  private static long mixed(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
