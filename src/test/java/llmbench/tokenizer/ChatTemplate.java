package llmbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.tokenizer.jinja.JinjaException;
import llmbench.tokenizer.jinja.JinjaTemplate;
import llmbench.tokenizer.jinja.JsonValues;
import llmbench.tokenizer.jinja.None;
import org.jspecify.annotations.Nullable;

/**
 * A model's chat template: the text that a server makes of a chat before it counts tokens. It is
 * read when a chat is first rendered: not every run renders one.
 *
 * <p>Thread-safe.
 */
public final class ChatTemplate {

  private static final JsonNode NO_MORE = JsonNodeFactory.instance.objectNode();

  private final String template;
  private final Map<String, Object> tokens;
  private volatile @Nullable JinjaTemplate read;

  private ChatTemplate(String template, Map<String, Object> tokens) {
    this.template = template;
    this.tokens = Map.copyOf(tokens);
  }

  /** The template of the bundled Qwen2.5 tokenizer. */
  public static ChatTemplate bundled() {
    return Bundled.opened(Transformers.V5).chatTemplate().orElseThrow();
  }

  /** The file of its own comes before the one of the config; of several, the default one. */
  static Optional<ChatTemplate> of(
      Transformers transformers, TokenizerFolder folder, SpecialTokens special) {
    Map<String, Object> tokens = new HashMap<>(special.contents());
    List<String> additional = special.additional().stream().map(AddedToken::content).toList();
    if (transformers == Transformers.V4 && !additional.isEmpty()) {
      tokens.put("additional_special_tokens", additional);
    }
    return folder
        .template()
        .or(() -> ofConfig(folder.config().path("chat_template")))
        .map(text -> new ChatTemplate(text, tokens));
  }

  private static Optional<String> ofConfig(JsonNode node) {
    if (node.isTextual()) {
      return Optional.of(node.textValue());
    }
    if (node.isObject()) {
      return Optional.ofNullable(node.path("default").textValue());
    }
    for (JsonNode named : node) {
      if (named.path("name").asText().equals("default")) {
        return Optional.of(named.path("template").asText());
      }
    }
    return Optional.empty();
  }

  /**
   * The text that the model is given.
   *
   * @param addGenerationPrompt whether it ends where the assistant's answer begins
   * @throws TokenizerException when the template can't be rendered; the message says why
   */
  public String render(List<Message> messages, boolean addGenerationPrompt) {
    return render(messages, addGenerationPrompt, NO_MORE);
  }

  /**
   * The same with other variables, as {@code apply_chat_template} takes them by name.
   *
   * @param more a JSON object; may say otherwise what a special token is, and give tools and
   *     documents
   * @throws TokenizerException when the template can't be rendered; the message says why
   */
  public String render(List<Message> messages, boolean addGenerationPrompt, JsonNode more) {
    Map<String, Object> variables = new HashMap<>(tokens);
    variables.put("tools", None.NONE);
    variables.put("documents", None.NONE);
    more.properties().forEach(one -> variables.put(one.getKey(), JsonValues.of(one.getValue())));
    variables.put("messages", messages.stream().map(ChatTemplate::message).toList());
    variables.put("add_generation_prompt", addGenerationPrompt);
    try {
      return read().render(variables);
    } catch (JinjaException e) {
      throw new TokenizerException(
          "The model's chat template can't be rendered (%s). Use a tokenizer whose"
                  .formatted(e.said())
              + " template is simpler, such as 'bundled', or a chat_template.jinja of your own"
              + " beside a copy of tokenizer.json.",
          e);
    }
  }

  private JinjaTemplate read() {
    JinjaTemplate known = read;
    if (known == null) {
      known = JinjaTemplate.of(template);
      read = known;
    }
    return known;
  }

  private static Map<String, String> message(Message message) {
    Map<String, String> ordered = new LinkedHashMap<>();
    ordered.put("role", message.role());
    ordered.put("content", message.content());
    return ordered;
  }
}
