package llmbench.llm.chat;

import java.util.Optional;
import llmbench.timeline.AnswerForm;

/**
 * The messages of {@code /v1/chat/completions}.
 *
 * @param reasoningField what the reasoning of answers is called; empty where it isn't kept
 */
record ChatMessages(String reasoningField) implements MessageForm {

  @Override
  public byte[] said(String role, String content) {
    return MessageJson.of(role, content);
  }

  @Override
  public byte[] toolResult(String callId, String result) {
    return MessageJson.ofTool(callId, result);
  }

  @Override
  public byte[] answered(Answer answer) {
    return MessageJson.ofAnswer(answer, reasoningField);
  }

  @Override
  public MessageForm keepingReasoning(String field) {
    return new ChatMessages(field);
  }

  @Override
  public Optional<AnswerForm> answers() {
    return Optional.empty();
  }
}
