package llmbench.dataset.trace;

import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Ids of blocks of tokens: two prompts have the same ids up to where they part, in whole blocks.
 * They are counted in the order in which blocks are seen first.
 */
final class BlockIds {

  private static final long BEGINNING = -1;

  private final int size;
  private final Map<Block, Long> ids = new HashMap<>();

  /**
   * A block, and all before it.
   *
   * @param before the id of the block before
   */
  private record Block(long before, IntBuffer tokens) {}

  /** None seen yet, of so many tokens each. */
  BlockIds(int size) {
    this.size = size;
  }

  /** Those of a prompt's whole blocks. */
  long[] of(int... tokens) {
    long[] all = new long[tokens.length / size];
    long before = BEGINNING;
    for (int i = 0; i < all.length; i++) {
      Block block = new Block(before, IntBuffer.wrap(tokens, i * size, size).slice());
      before = ids.computeIfAbsent(block, unseen -> (long) ids.size());
      all[i] = before;
    }
    return all;
  }
}
