package llmbench.dataset.conversations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import llmbench.conversation.KeptAnswer;
import llmbench.conversation.KnownTurns;
import llmbench.conversation.Turn;

/** Conversations of evalscope, made of what their users say. */
final class UserTurns {

  private UserTurns() {}

  /** One in which a user says these texts in turn. */
  static KnownTurns ofTexts(List<String> texts) {
    return of(texts.stream().map(text -> Turn.of(List.of(message(text)))).toList());
  }

  /** One of turns that are made already. */
  static KnownTurns of(List<Turn> turns) {
    return KnownTurns.of(turns, Optional.empty(), KeptAnswer.AS_SENT);
  }

  /** A message of a user. */
  static JsonNode message(String text) {
    return JsonNodeFactory.instance.objectNode().put("role", "user").put("content", text);
  }
}
