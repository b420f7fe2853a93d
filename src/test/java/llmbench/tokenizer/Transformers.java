package llmbench.tokenizer;

import llmbench.options.ToolVersion;

/**
 * The generation of Hugging Face's transformers that a tool opens tokenizers with. The two make
 * different things of the same files: docs/tokenizers.md.
 */
public enum Transformers {
  /** vLLM 0.11 and evalscope 1.1. */
  V4("4"),
  /** Those from vLLM 0.32 and evalscope 1.14 on. */
  V5("5");

  private final String label;

  Transformers(String label) {
    this.label = label;
  }

  /** The one that this version of a tool runs on. */
  public static Transformers of(ToolVersion version) {
    boolean recent =
        version.tool() == ToolVersion.Tool.VLLM
            ? version.atLeast(ToolVersion.VLLM_0_32)
            : version.atLeast(ToolVersion.EVALSCOPE_1_14);
    return recent ? V5 : V4;
  }

  /** Its first number: {@code 4} or {@code 5}. */
  public String label() {
    return label;
  }
}
