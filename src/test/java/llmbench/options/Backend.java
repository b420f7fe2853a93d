package llmbench.options;

/** The API that requests are written for. */
public enum Backend {
  /** {@code /v1/chat/completions}. */
  OPENAI_CHAT("openai-chat", "/v1/chat/completions"),
  /** {@code /v1/completions}; vLLM bench calls it {@code openai} or {@code vllm}. */
  OPENAI("openai", "/v1/completions");

  private final String label;
  private final String defaultEndpoint;

  Backend(String label, String defaultEndpoint) {
    this.label = label;
    this.defaultEndpoint = defaultEndpoint;
  }

  /** Its name in vLLM bench. */
  public String label() {
    return label;
  }

  /** The path that this API has on every server. */
  public String defaultEndpoint() {
    return defaultEndpoint;
  }
}
