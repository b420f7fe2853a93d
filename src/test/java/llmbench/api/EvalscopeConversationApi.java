package llmbench.api;

import llmbench.conversation.TurnRequest;

/** An API of evalscope's whose answers are texts, so that a conversation can go on. Stateless. */
public interface EvalscopeConversationApi extends EvalscopeApi {

  /** The body that evalscope sends for a turn of a conversation, byte for byte. */
  Body evalscope(EvalscopeRun run, TurnRequest turn);
}
