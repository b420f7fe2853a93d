package llmbench.llm.chat;

import java.util.Optional;
import llmbench.timeline.AnswerForm;

/** How an API writes what is said, and how its answers are read. Immutable. */
sealed interface MessageForm permits ChatMessages, ResponseItems {

  /** What somebody said, as JSON. */
  byte[] said(String role, String content);

  /** What came of a tool call. */
  byte[] toolResult(String callId, String result);

  /** What a model answered; several with commas between where the API has parts of an answer so. */
  byte[] answered(Answer answer);

  /**
   * The same with reasoning kept.
   *
   * @param field its name
   * @throws IllegalArgumentException if the API takes none back
   */
  MessageForm keepingReasoning(String field);

  /** The form of answers, where it is another than that of chats. */
  Optional<AnswerForm> answers();
}
