package llmbench.options;

/** Whose requests and definitions are used: a tool and its version. */
public enum ToolVersion {
  VLLM_0_32("vllm-0.32", Tool.VLLM),
  VLLM_0_11("vllm-0.11", Tool.VLLM),
  EVALSCOPE_1_14("evalscope-1.14", Tool.EVALSCOPE),
  EVALSCOPE_1_1("evalscope-1.1", Tool.EVALSCOPE);

  /** The tools whose command lines we take. */
  public enum Tool {
    VLLM("vllm bench serve"),
    EVALSCOPE("evalscope perf");

    private final String command;

    Tool(String command) {
      this.command = command;
    }

    /** How its command lines begin. */
    public String command() {
      return command;
    }

    /** The one that this isn't. */
    public Tool other() {
      return this == VLLM ? EVALSCOPE : VLLM;
    }

    /** The version that is meant when none is named: the newest. */
    public ToolVersion newest() {
      return this == VLLM ? VLLM_0_32 : EVALSCOPE_1_14;
    }
  }

  private final String label;
  private final Tool tool;

  ToolVersion(String label, Tool tool) {
    this.label = label;
    this.tool = tool;
  }

  /** The value of {@code -Dllm.compat}, such as {@code vllm-0.32}. */
  public String label() {
    return label;
  }

  /** The tool, whatever its version. */
  public Tool tool() {
    return tool;
  }
}
