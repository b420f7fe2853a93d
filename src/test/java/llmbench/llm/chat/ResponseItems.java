package llmbench.llm.chat;

import java.util.Optional;
import llmbench.timeline.AnswerForm;

/**
 * The input items of {@code /v1/responses}: messages, calls of functions, and what came of them.
 * Source: OpenAI's API reference, {@code input} of {@code POST /v1/responses}.
 */
record ResponseItems() implements MessageForm {

  @Override
  public byte[] said(String role, String content) {
    return MessageJson.of(role, content);
  }

  @Override
  public byte[] toolResult(String callId, String result) {
    return MessageJson.ofOutput(callId, result);
  }

  @Override
  public byte[] answered(Answer answer) {
    return MessageJson.ofItems(answer);
  }

  @Override
  public MessageForm keepingReasoning(String field) {
    throw new IllegalArgumentException(
        "a conversation in /v1/responses keeps no reasoning: an item of it has an id and a form of"
            + " the server's own; leave keepReasoning() out");
  }

  @Override
  public Optional<AnswerForm> answers() {
    return Optional.of(AnswerForm.RESPONSES);
  }
}
