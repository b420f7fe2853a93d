package llmbench.api;

import llmbench.conversation.TurnRequest;

/** The same of vLLM's clients. Stateless. */
public interface VllmConversationApi extends VllmApi {

  /** The body that the run's client sends for a turn of a conversation, byte for byte. */
  Body vllm(VllmRun run, TurnRequest turn);
}
