package llmbench.simserver.config;

/**
 * Whether, and how, the simulated server keeps what it has computed of prompts.
 *
 * @param blocks how many it keeps at most; 0 for no cache
 * @param blockSize tokens of a block
 * @param said whether answers say how many tokens of their prompt were cached, as vLLM's do with
 *     {@code --enable-prompt-tokens-details}
 */
public record PrefixCaching(int blocks, int blockSize, boolean said) {

  /** vLLM's, on a GPU. */
  public static final int BLOCK_SIZE = 16;

  /** A million tokens of the usual blocks. */
  public static final int BLOCKS = 65_536;

  /** Each prompt is prefilled whole. */
  public static final PrefixCaching OFF = new PrefixCaching(0, BLOCK_SIZE, false);

  /** The usual cache; answers say what it had. */
  public static final PrefixCaching ON = new PrefixCaching(BLOCKS, BLOCK_SIZE, true);

  /** Whether there is a cache. */
  public boolean isOn() {
    return blocks > 0;
  }
}
