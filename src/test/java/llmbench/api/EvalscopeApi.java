package llmbench.api;

import llmbench.conversation.TurnRequest;
import llmbench.dataset.Prompt;

/** An API that {@code evalscope perf} has. Stateless. */
public interface EvalscopeApi extends Api {

  /** The body that evalscope sends for a prompt, byte for byte. */
  Body evalscope(EvalscopeRun run, Prompt prompt);

  /**
   * The same for a turn of a conversation; for an API whose answers are texts.
   *
   * @throws UnsupportedOperationException by one whose answers aren't
   */
  default Body evalscope(EvalscopeRun run, TurnRequest turn) {
    throw new UnsupportedOperationException("no conversations");
  }
}
