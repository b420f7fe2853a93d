package llmbench.dataset;

import llmbench.options.ToolVersion.Tool;

/**
 * A dataset of a tool: makes the prompts of a run, the same ones as the tool does. Stateless; what
 * a run brings is in its {@link PromptContext}.
 */
public interface Dataset {

  /** Whose it is. */
  Tool tool();

  /** Its name in the tool, by which options name it. */
  String name();

  /**
   * The prompts of a run. They are a stream, so that a dataset that is larger than the heap can
   * make them while they are sent; whoever takes them closes them.
   *
   * @throws DatasetException when they can't be made as asked, here or while they are taken; the
   *     message says why
   */
  Prompts prompts(PromptContext context);

  /**
   * Whether its prompts are drawn, all of them anew for another seed. Those of a file are the same
   * ones, in another order at most.
   */
  default boolean isDrawn() {
    return false;
  }

  /** Whether vLLM 0.32 shortens its prompts where the server's tokenizer counts more tokens. */
  default boolean isAligned() {
    return false;
  }
}
