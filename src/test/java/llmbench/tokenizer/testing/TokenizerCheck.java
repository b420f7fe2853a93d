package llmbench.tokenizer.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import llmbench.tokenizer.ChatTemplate;
import llmbench.tokenizer.Message;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.TokenizerException;
import llmbench.tokenizer.TokenizerFacts;
import llmbench.tokenizer.Tokenizers;
import llmbench.tokenizer.Transformers;

/** Holds our tokenizers against what Python's transformers made of the same folders. */
public final class TokenizerCheck {

  private final List<String> differences = new ArrayList<>();

  private TokenizerCheck() {}

  /** The generation of that first number. */
  public static Transformers transformers(String label) {
    return label.equals("4") ? Transformers.V4 : Transformers.V5;
  }

  /**
   * What differs, each in a line; empty when nothing does.
   *
   * @param made what transformers made of the folder
   */
  public static List<String> differences(String folder, Transformers transformers, JsonNode made) {
    TokenizerCheck check = new TokenizerCheck();
    try {
      check.compare(Tokenizers.open(folder, null, transformers), made);
    } catch (TokenizerException e) {
      if (!made.has("error")) {
        check.differences.add("refused: " + e.getMessage());
      }
    }
    return check.differences;
  }

  private void compare(Opened opened, JsonNode made) {
    if (made.has("error")) {
      differences.add("opened, but transformers says " + made.path("error").asText());
      return;
    }
    TokenizerFacts facts = opened.facts();
    same("class", facts.tokenizerClass(), made.path("class").asText());
    same("vocab_size", facts.vocabSize(), made.path("vocab_size").asInt());
    same("len", facts.size(), made.path("len").asInt());
    same("num_special", facts.addedSpecialTokens(), made.path("num_special").asInt());
    same("special_ids", facts.specialIds(), ids(made.path("special_ids")));
    for (JsonNode decoded : made.path("decoded")) {
      List<Integer> ids = ids(decoded.path(0));
      int[] array = ids.stream().mapToInt(id -> id).toArray();
      same("decode " + ids, opened.tokenizer().decode(array), decoded.path(1).asText());
    }
    for (JsonNode encoded : made.path("encoded")) {
      String text = encoded.path(0).asText();
      List<Integer> ids = new ArrayList<>();
      for (int id : opened.tokenizer().encode(text)) {
        ids.add(id);
      }
      same("encode " + text, ids, ids(encoded.path(1)));
    }
    made.path("chats").forEach(chat -> compareChat(opened, chat));
  }

  private void compareChat(Opened opened, JsonNode chat) {
    List<Message> messages =
        StreamSupport.stream(chat.path(0).spliterator(), false)
            .map(message -> Message.of(message.path("role").asText(), message.path("content")))
            .toList();
    String text = null;
    try {
      ChatTemplate template = opened.chatTemplate().orElseThrow();
      text = template.render(messages, chat.path(1).asBoolean());
    } catch (TokenizerException e) {
      if (!chat.path(2).isNull()) {
        differences.add("chat " + chat.path(0) + ": " + e.getMessage());
      }
      return;
    }
    same("chat " + chat.path(0), text, chat.path(2).isNull() ? "an error" : chat.path(2).asText());
  }

  private static List<Integer> ids(JsonNode nodes) {
    List<Integer> ids = new ArrayList<>();
    nodes.forEach(node -> ids.add(node.asInt()));
    return ids;
  }

  private void same(String what, Object ours, Object theirs) {
    if (!ours.equals(theirs)) {
      differences.add("%s: ours %s, transformers %s".formatted(what, ours, theirs));
    }
  }
}
