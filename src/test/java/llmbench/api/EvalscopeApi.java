package llmbench.api;

import llmbench.dataset.Prompt;

/** An API that {@code evalscope perf} has. Stateless. */
public interface EvalscopeApi extends Api {

  /** The body that evalscope sends for a prompt, byte for byte. */
  Body evalscope(EvalscopeRun run, Prompt prompt);
}
