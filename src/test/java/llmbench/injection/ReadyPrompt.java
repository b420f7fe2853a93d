package llmbench.injection;

import llmbench.dataset.Prompt;
import llmbench.llm.RequestRecords;
import llmbench.request.LlmRequest;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.RequestTarget;
import org.jspecify.annotations.Nullable;

/**
 * A prompt whose request is made.
 *
 * @param prompt what is still needed of it: not what it says, which is in the request
 * @param request as it is to be sent
 * @param turn of a conversation; null for a prompt that is none's
 */
public record ReadyPrompt(Prompt prompt, LlmRequest request, @Nullable ConversationTurn turn) {

  /** A prompt that is no conversation's. */
  public ReadyPrompt(Prompt prompt, LlmRequest request) {
    this(prompt, request, null);
  }

  /** What it asks for, as records have it. */
  public RequestRecords.Asked asked() {
    return new RequestRecords.Asked(
        prompt.index(),
        prompt.tokens(),
        prompt.maxTokens(),
        request.inputs(),
        new RequestTarget(request.server(), prompt.extras().model()),
        turn);
  }
}
