package llmbench.api;

import llmbench.dataset.Prompt;
import llmbench.options.ToolVersion;

/** An API that {@code vllm bench serve} has. Stateless. */
public interface VllmApi extends Api {

  /** The body that vLLM bench sends for a prompt, byte for byte. */
  Body vllm(VllmRun run, Prompt prompt);

  /**
   * Whether a version of vLLM bench sends nothing with it but the key: none of the user's headers,
   * no id, and the model by its own name.
   *
   * @param version of vLLM bench
   */
  default boolean isBare(ToolVersion version) {
    return false;
  }
}
