package llmbench.api;

import llmbench.dataset.Prompt;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.options.Backend;
import llmbench.options.ToolVersion;
import llmbench.timeline.AnswerForm;

/**
 * An API of a server: what both tools send to it, and how its answer is read. Its names and the
 * rule for its path are its {@link #backend}'s, since options know no more of it. Stateless.
 */
public interface Api {

  /** By which options know it. */
  Backend backend();

  /** The body that {@code vllm bench serve} sends for a prompt, byte for byte. */
  Body vllm(VllmRun run, Prompt prompt);

  /** The body that {@code evalscope perf} sends for a prompt, byte for byte. */
  Body evalscope(EvalscopeRun run, Prompt prompt);

  /** Whether its answer is a stream, what is a token in it, and what ends it. */
  AnswerForm answers();

  /** What a version of vLLM bench takes from its answer. */
  VllmDialect dialect(ToolVersion version);

  /**
   * Whether an answer is made of tokens, so that there are times to the first and between them; all
   * that another has is the time until it is there.
   */
  default boolean hasTokens() {
    return true;
  }
}
