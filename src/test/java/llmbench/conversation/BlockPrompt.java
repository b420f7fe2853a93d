package llmbench.conversation;

/**
 * How long a prompt is, and what it shares with others: it begins with blocks of tokens, of which
 * those of one id are the same wherever they stand; behind them it is like no other. Immutable.
 */
public final class BlockPrompt {

  private final int tokens;
  private final long[] blocks;

  /**
   * A prompt.
   *
   * @param tokens of all of it
   * @param blocks ids, in order; the last block may be cut by the prompt's end
   */
  public BlockPrompt(int tokens, long... blocks) {
    this.tokens = tokens;
    this.blocks = blocks.clone();
  }

  /** Of all of it. */
  public int tokens() {
    return tokens;
  }

  /** How many blocks it begins with. */
  public int blocks() {
    return blocks.length;
  }

  /** The id of a block. */
  public long block(int place) {
    return blocks[place];
  }

  /** How many blocks two prompts have in common before they part. */
  public int sharedBlocks(BlockPrompt other) {
    int shared = 0;
    int most = Math.min(blocks.length, other.blocks.length);
    while (shared < most && blocks[shared] == other.blocks[shared]) {
      shared++;
    }
    return shared;
  }

  /** Not the ids: there may be many. */
  @Override
  public String toString() {
    return tokens + " tokens, " + blocks.length + " blocks";
  }
}
