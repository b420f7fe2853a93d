package llmbench.injection;

import llmbench.dataset.Prompt;
import llmbench.request.LlmRequest;

/**
 * A prompt whose request is made.
 *
 * @param prompt what is still needed of it: not what it says, which is in the request
 * @param request as it is to be sent
 */
public record ReadyPrompt(Prompt prompt, LlmRequest request) {}
