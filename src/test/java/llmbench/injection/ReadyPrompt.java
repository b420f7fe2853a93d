package llmbench.injection;

import llmbench.dataset.Prompt;
import llmbench.llm.RequestRecords;
import llmbench.request.LlmRequest;
import llmbench.timeline.RequestTarget;

/**
 * A prompt whose request is made.
 *
 * @param prompt what is still needed of it: not what it says, which is in the request
 * @param request as it is to be sent
 */
public record ReadyPrompt(Prompt prompt, LlmRequest request) {

  /** What it asks for, as records have it. */
  public RequestRecords.Asked asked() {
    return new RequestRecords.Asked(
        prompt.index(),
        prompt.tokens(),
        prompt.maxTokens(),
        request.inputs(),
        new RequestTarget(request.server(), prompt.extras().model()));
  }
}
