package llmbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.RenderResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A model's chat template: what the server makes of messages before it counts tokens.
 *
 * <p>Jinja, with the settings that Hugging Face's libraries render it with. Thread-safe.
 */
public final class ChatTemplate {

  private static final Jinjava JINJA =
      new Jinjava(
          JinjavaConfig.newBuilder()
              .withTrimBlocks(true)
              .withLstripBlocks(true)
              // What a user wrote into a message is text, whatever it looks like.
              .withNestedInterpretationEnabled(false)
              .withLegacyOverrides(
                  LegacyOverrides.newBuilder()
                      .withParseWhitespaceControlStrictly(true)
                      .withEvaluateMapKeys(true)
                      .withUsePyishObjectMapper(true)
                      .withUseTrimmingForNotesAndExpressions(true)
                      .withKeepNullableLoopValues(true)
                      .build())
              .build());

  /** Where Unicode has characters for private use, at its far end so as not to meet real ones. */
  private static final int PRIVATE_USE = 0xF8A0;

  private final String template;
  private final String bosToken;
  private final String eosToken;

  private ChatTemplate(String template, String bosToken, String eosToken) {
    this.template = template;
    this.bosToken = bosToken;
    this.eosToken = eosToken;
  }

  /** One message of a conversation. */
  public record Message(String role, String content) {}

  /**
   * The template of a tokenizer_config.json; null when it has none.
   *
   * @throws TokenizerException if that is no JSON
   */
  static @Nullable ChatTemplate ofConfig(byte[] tokenizerConfigJson) {
    JsonNode config;
    try {
      config = new ObjectMapper().readTree(tokenizerConfigJson);
    } catch (IOException e) {
      throw new TokenizerException("tokenizer_config.json is no JSON: " + e.getMessage());
    }
    JsonNode template = config.path("chat_template");
    if (!template.isTextual()) {
      return null;
    }
    return new ChatTemplate(
        template.asText(), token(config, "bos_token"), token(config, "eos_token"));
  }

  /**
   * The text that the model is given.
   *
   * @param addGenerationPrompt whether the assistant's turn is opened at the end, as servers do
   * @throws TokenizerException if the template can't be rendered here
   */
  public String render(List<Message> messages, boolean addGenerationPrompt) {
    List<Map<String, Object>> turns = new ArrayList<>();
    for (Message message : messages) {
      turns.add(Map.of("role", message.role(), "content", guarded(message.content())));
    }
    Map<String, Object> context = new HashMap<>();
    context.put("messages", turns);
    context.put("add_generation_prompt", addGenerationPrompt);
    context.put("bos_token", bosToken);
    context.put("eos_token", eosToken);
    RenderResult result = JINJA.renderForResult(template, context);
    if (result.hasErrors()) {
      throw new TokenizerException(
          "The chat template can't be rendered here: "
              + result.getErrors().get(0).getMessage()
              + ".\nPass a tokenizer whose template uses no newer Jinja.");
    }
    return unguarded(result.getOutput());
  }

  /** Jinjava writes control characters as escapes: they pass as private ones instead. */
  private static String guarded(String text) {
    return mapped(text, c -> c < ' ' && "\n\r\t".indexOf(c) < 0 ? c + PRIVATE_USE : c);
  }

  private static String unguarded(String text) {
    return mapped(text, c -> c >= PRIVATE_USE && c < PRIVATE_USE + ' ' ? c - PRIVATE_USE : c);
  }

  private static String mapped(String text, IntUnaryOperator each) {
    return text.chars()
        .map(each)
        .collect(StringBuilder::new, (all, c) -> all.append((char) c), StringBuilder::append)
        .toString();
  }

  /** A special token's text: a string, or an object with the string in its content. */
  private static String token(JsonNode config, String name) {
    JsonNode token = config.path(name);
    return token.isObject() ? token.path("content").asText("") : token.asText("");
  }
}
