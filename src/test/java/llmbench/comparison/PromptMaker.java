package llmbench.comparison;

/** Who made the prompts: each has its own generator. */
public enum PromptMaker {
  VLLM_0_32("vllm bench serve 0.32", false),
  VLLM_0_11("vllm bench serve 0.11", false),
  VLLM_RUST("vllm-bench (Rust)", false),
  EVALSCOPE_1_14("evalscope perf 1.14", true),
  EVALSCOPE_1_1("evalscope perf 1.1", true);

  private final String tool;
  private final boolean lengthsIncludeTemplate;

  PromptMaker(String tool, boolean lengthsIncludeTemplate) {
    this.tool = tool;
    this.lengthsIncludeTemplate = lengthsIncludeTemplate;
  }

  /** The tool whose prompts they are. */
  String tool() {
    return tool;
  }

  /** Whether the lengths that are asked for include the tokens of the chat template. */
  boolean lengthsIncludeTemplate() {
    return lengthsIncludeTemplate;
  }
}
