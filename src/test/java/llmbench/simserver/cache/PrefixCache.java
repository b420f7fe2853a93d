package llmbench.simserver.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which blocks of tokens are computed already, by vLLM's rules (0.11 and later): a prompt has what
 * is cached of its first full blocks, without a gap, but never all of its tokens, as the last one
 * is needed for what comes next. Blocks join when their request is taken up, and those of its
 * answer at its end. A bounded number is kept. Blocks of running requests stay; of the others those
 * go first that have been unused for longest, of one request the later ones first.
 *
 * <p>What differs from vLLM's: only full blocks take room, a block exists once, and a request never
 * waits for room: what finds none is not cached.
 *
 * <p>Thread-safe.
 */
public final class PrefixCache {

  private final int most;
  private final int blockSize;
  private final Map<Long, Block> blocks = new HashMap<>();

  /** Those that no running request has; the first is the next to go. */
  private final Set<Block> idle = new LinkedHashSet<>();

  private int running;
  private long queries;
  private long hits;

  /** A block; it is known by its identity. */
  private static final class Block {
    private final long hash;
    private int users;

    Block(long hash) {
      this.hash = hash;
    }
  }

  /** What a running request has in the cache, until it is given back. */
  public static final class Held {
    private final int cachedTokens;
    private final List<Block> blocks;

    private Held(int cachedTokens, List<Block> blocks) {
      this.cachedTokens = cachedTokens;
      this.blocks = blocks;
    }

    /** How many tokens of its prompt needed no prefill. */
    public int cachedTokens() {
      return cachedTokens;
    }
  }

  /**
   * What was asked of it.
   *
   * @param queries tokens of all prompts
   * @param hits those of them that were cached
   */
  public record Counts(long queries, long hits) {}

  /** A cache of at most so many blocks. */
  public PrefixCache(int most, int blockSize) {
    this.most = most;
    this.blockSize = blockSize;
  }

  /** How many tokens each block has. */
  public int blockSize() {
    return blockSize;
  }

  /** How many tokens of a prompt would need no prefill now. */
  public synchronized int cachedTokens(BlockChain prompt) {
    int usable = (prompt.tokens() - 1) / blockSize;
    int found = 0;
    while (found < usable && blocks.containsKey(prompt.hash(found))) {
      found++;
    }
    return found * blockSize;
  }

  /** A request is taken up: its prompt's blocks are computed from now on. */
  public synchronized Held take(BlockChain prompt) {
    int cached = cachedTokens(prompt);
    running++;
    queries += prompt.tokens();
    hits += cached;
    Held held = new Held(cached, new ArrayList<>());
    extend(held, prompt);
    return held;
  }

  /**
   * A request is over.
   *
   * @param computed its prompt, and what was computed of its answer
   */
  public synchronized void giveBack(Held held, BlockChain computed) {
    extend(held, computed);
    for (int i = held.blocks.size() - 1; i >= 0; i--) {
      Block block = held.blocks.get(i);
      if (--block.users == 0) {
        idle.add(block);
      }
    }
    held.blocks.clear();
    running--;
  }

  /** Forgets all blocks, if no request is running; whether it did. The counts go on. */
  public synchronized boolean reset() {
    if (running > 0) {
      return false;
    }
    blocks.clear();
    idle.clear();
    return true;
  }

  /** What was asked of it since it is there. */
  public synchronized Counts counts() {
    return new Counts(queries, hits);
  }

  /** How many blocks it has now. */
  synchronized int size() {
    return blocks.size();
  }

  /** Up to the first block that finds no room: without it, none behind it is of use. */
  private void extend(Held held, BlockChain chain) {
    for (int i = held.blocks.size(); i < chain.blocks(); i++) {
      Block block = blocks.get(chain.hash(i));
      if (block != null) {
        idle.remove(block);
      } else if (blocks.size() < most || evictOne()) {
        block = new Block(chain.hash(i));
        blocks.put(block.hash, block);
      } else {
        return;
      }
      block.users++;
      held.blocks.add(block);
    }
  }

  private boolean evictOne() {
    Iterator<Block> oldest = idle.iterator();
    if (!oldest.hasNext()) {
      return false;
    }
    blocks.remove(oldest.next().hash);
    oldest.remove();
    return true;
  }
}
