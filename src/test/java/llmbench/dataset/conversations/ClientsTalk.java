package llmbench.dataset.conversations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import llmbench.conversation.RecordedConversation;
import llmbench.dataset.Prompt;
import llmbench.options.dataset.ClientsFileOptions.MaxTokens;
import llmbench.tokenizer.Tokenizer;

/**
 * A conversation of vLLM's script that hasn't begun.
 *
 * @param messages of a user and of an assistant in turn
 */
record ClientsTalk(String id, List<JsonNode> messages) {

  private static final String CONTENT = "content";

  ClientsTalk {
    messages = List.copyOf(messages);
  }

  /** One of texts: as many are answered as are said. */
  static ClientsTalk of(String id, List<String> said, List<String> answered) {
    List<JsonNode> messages = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      messages.add(message("user", said.get(i)));
      messages.add(message("assistant", answered.get(i)));
    }
    return new ClientsTalk(id, messages);
  }

  private static JsonNode message(String role, String text) {
    return JsonNodeFactory.instance.objectNode().put("role", role).put(CONTENT, text);
  }

  /** What a user says at a place. */
  String said(int place) {
    return messages.get(place).path(CONTENT).asText();
  }

  /** What finds out whether the endpoint is up, which the script doesn't ask. */
  Prompt test(Tokenizer tokenizer) {
    return new Prompt(0, said(0), tokenizer.count(said(0)), 1);
  }

  /** How many output tokens the turn at a place asks for. */
  private OptionalInt maxTokens(int place, MaxTokens asked, Tokenizer tokenizer) {
    if (!asked.areOfTheFile()) {
      return asked.ofAll();
    }
    // The script's own number for none is what goes out where nobody has answered.
    return OptionalInt.of(
        place + 1 < messages.size() ? Math.max(1, tokenizer.count(said(place + 1))) : 0);
  }

  RecordedConversation conversation(MaxTokens asked, Tokenizer tokenizer, boolean hasId) {
    List<OptionalInt> most =
        IntStream.range(0, messages.size())
            .filter(place -> place % 2 == 0)
            .mapToObj(place -> maxTokens(place, asked, tokenizer))
            .toList();
    return RecordedConversation.of(hasId ? Optional.of(id) : Optional.empty(), messages, most);
  }
}
