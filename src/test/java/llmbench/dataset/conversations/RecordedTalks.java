package llmbench.dataset.conversations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import llmbench.dataset.DatasetException;
import llmbench.dataset.DatasetFile;

/**
 * Conversations that a file of vLLM's script has. What would end the script, a client of it or its
 * measuring is refused before anything is sent.
 *
 * <p>Source: {@code conversations_list_to_dict} of benchmarks/multi_turn/bench_dataset.py, and what
 * {@code client_main} and {@code send_turn} assert.
 */
final class RecordedTalks {

  static final String WHAT =
      "a JSON list such as [{\"id\": \"a\", \"messages\": [{\"role\": \"user\", \"content\":"
          + " \"…\"}, {\"role\": \"assistant\", \"content\": \"…\"}]}]";

  private RecordedTalks() {}

  /**
   * All of them, in order.
   *
   * @param most messages behind which a conversation ends; empty for its own end
   */
  static List<ClientsTalk> of(DatasetFile file, JsonNode list, OptionalInt most) {
    List<ClientsTalk> talks = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode item : list) {
      String at = file.at() + ": item " + (talks.size() + 1);
      JsonNode id = item.path("id");
      if (!id.isTextual() || !ids.add(id.textValue())) {
        throw wrong(at + (id.isTextual() ? " has the \"id\" of another" : " has no \"id\""));
      }
      talks.add(new ClientsTalk(id.textValue(), messages(at, item.path("messages"), most)));
    }
    if (talks.isEmpty()) {
      throw file.wrong("has no conversation");
    }
    return talks;
  }

  private static List<JsonNode> messages(String at, JsonNode list, OptionalInt most) {
    if (!list.isArray() || list.isEmpty()) {
      throw wrong(at + " has no \"messages\"");
    }
    List<JsonNode> messages = new ArrayList<>();
    for (JsonNode message : list) {
      String role = messages.size() % 2 == 0 ? "user" : "assistant";
      boolean fits =
          message.size() == 2
              && role.equals(message.path("role").asText())
              && message.path("content").isTextual();
      if (!fits) {
        throw wrong(
            at
                + ", message "
                + (messages.size() + 1)
                + " isn't a \"role\" of "
                + role
                + " and a \"content\" that is a text, and nothing else");
      }
      messages.add(message);
    }
    boolean unanswered =
        messages.size() % 2 == 1 && most.orElse(messages.size()) >= messages.size();
    if (unanswered) {
      throw wrong(
          at
              + " ends with a message of the user, behind which the script waits for ever; add the"
              + " answer, take the message out, or give --max-turns "
              + (messages.size() - 1));
    }
    return messages;
  }

  private static DatasetException wrong(String what) {
    return new DatasetException(what + "; expected " + WHAT + ".");
  }
}
