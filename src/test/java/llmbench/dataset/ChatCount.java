package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import llmbench.tokenizer.ChatTemplate;
import llmbench.tokenizer.Message;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizer;
import llmbench.tokenizer.TokenizerException;

/**
 * Tokens of a chat as evalscope counts them: those of the chat template's text, with the prompt for
 * the answer behind it.
 *
 * <p>Thread-safe.
 */
public final class ChatCount {

  private final Opened opened;

  public ChatCount(Opened opened) {
    this.opened = opened;
  }

  public Tokenizer tokenizer() {
    return opened.tokenizer();
  }

  boolean hasTemplate() {
    return opened.chatTemplate().isPresent();
  }

  /**
   * The ids of a chat in which a user says this.
   *
   * @throws DatasetException when the tokenizer has no chat template
   */
  int[] ids(String text) {
    return ids(List.of(new Message("user", text)));
  }

  private int[] ids(List<Message> messages) {
    ChatTemplate template =
        opened
            .chatTemplate()
            .orElseThrow(
                () ->
                    new DatasetException(
                        "The tokenizer "
                            + tokenizer().name()
                            + " has no chat template, so the length of a chat can't be counted."
                            + " Use one that has, or --no-apply-chat-template with a URL that ends"
                            + " with /v1/completions."));
    return tokenizer().encode(template.render(messages, true));
  }

  /** The tokens of a text as a chat; of the text alone without a chat template. */
  public int of(String text, boolean chat) {
    return chat && hasTemplate() ? ids(text).length : tokenizer().count(text);
  }

  /**
   * The ids of a list of messages.
   *
   * @throws DatasetException when they can't be a chat; the message says why
   */
  int[] ids(JsonNode messages) {
    List<Message> chat = new ArrayList<>();
    try {
      for (JsonNode message : messages) {
        chat.add(Message.of(message.path("role").asText(), texts(message.path("content"))));
      }
      return ids(chat);
    } catch (IllegalArgumentException | TokenizerException e) {
      throw new DatasetException("Messages can't be counted as a chat: " + e.getMessage());
    }
  }

  /** A message's content without its pictures. */
  private static JsonNode texts(JsonNode content) {
    if (!content.isArray()) {
      return content;
    }
    ArrayNode texts = JsonNodeFactory.instance.arrayNode();
    for (JsonNode part : content) {
      if (!part.path("type").asText().equals("image_url")) {
        texts.add(part);
      }
    }
    return texts;
  }

  /** The tokens of all texts anywhere in a value, without any template. */
  int ofTexts(JsonNode value) {
    if (value.isTextual()) {
      return tokenizer().count(value.textValue());
    }
    int tokens = 0;
    for (JsonNode each : value) {
      tokens += ofTexts(each);
    }
    return tokens;
  }

  /**
   * The tokens of a list of messages; of their texts alone when they can't be counted as a chat,
   * since the server is the one to judge.
   */
  int of(JsonNode messages) {
    try {
      return ids(messages).length;
    } catch (DatasetException e) {
      int tokens = 0;
      for (JsonNode message : messages) {
        tokens += tokenizer().count(message.path("content").asText());
      }
      return tokens;
    }
  }

  /**
   * The ids of what a body says: of its messages as a chat, or of their texts alone where they
   * can't be one; of its prompt. None where it has neither.
   */
  public int[] idsOfBody(JsonNode body) {
    JsonNode messages = body.path("messages");
    JsonNode prompt = body.path("prompt");
    if (prompt.isArray()) {
      return StreamSupport.stream(prompt.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
    }
    if (!messages.isArray()) {
      return tokenizer().encode(prompt.asText());
    }
    try {
      return ids(messages);
    } catch (DatasetException e) {
      List<String> said = new ArrayList<>();
      messages.forEach(message -> said.add(message.path("content").asText()));
      return tokenizer().encode(String.join("\n", said));
    }
  }

  /** {@code _count_input_tokens}: those of a body's messages, or its prompt; else of all texts. */
  int ofBody(JsonNode body) {
    if (body.has("messages")) {
      return of(body.path("messages"));
    }
    JsonNode prompt = body.path("prompt");
    if (prompt.isMissingNode()) {
      return ofTexts(body);
    }
    return prompt.isArray() ? prompt.size() : tokenizer().count(prompt.asText());
  }
}
