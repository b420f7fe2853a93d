package llmbench.tokenizer;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.TemplateError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * A model's chat template: the text that a server makes of a chat before it counts tokens.
 *
 * <p>Thread-safe.
 */
public final class ChatTemplate {

  /** Where Unicode has characters for private use, at its far end so as not to meet real ones. */
  private static final int PRIVATE_USE = 0xF8A0;

  private final String template;
  private final Map<String, String> namedTokens;

  private ChatTemplate(String template, Map<String, String> namedTokens) {
    this.template = template;
    this.namedTokens = Map.copyOf(namedTokens);
  }

  /** The template of the bundled Qwen2.5 tokenizer. */
  public static ChatTemplate bundled() {
    return Bundled.opened().chatTemplate().orElseThrow();
  }

  static Optional<ChatTemplate> of(TokenizerConfig config) {
    return config.chatTemplate().map(text -> new ChatTemplate(text, config.namedTokens()));
  }

  /**
   * The text that the model is given.
   *
   * @param addGenerationPrompt whether it ends where the assistant's answer begins
   * @throws TokenizerException when the template can't be rendered; the message says why
   */
  public String render(List<Message> messages, boolean addGenerationPrompt) {
    Map<String, Object> bindings = new HashMap<>(namedTokens);
    bindings.put(
        "messages",
        messages.stream()
            .map(message -> Map.of("role", message.role(), "content", guarded(message.content())))
            .toList());
    bindings.put("add_generation_prompt", addGenerationPrompt);
    var result = Renderer.JINJAVA.renderForResult(template, bindings);
    if (!result.getErrors().isEmpty()) {
      throw cannot(result.getErrors().get(0));
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

  private static TokenizerException cannot(TemplateError error) {
    return new TokenizerException(
        "The model's chat template can't be rendered (line %d: %s): it uses a feature of Jinja that"
                .formatted(error.getLineno(), error.getMessage())
            + " is not supported here, or it rejects these messages. Use a tokenizer whose"
            + " template is"
            + " simpler, such as 'bundled'.");
  }

  /**
   * Set up as transformers sets up its own renderer; what a user wrote is never run as a template.
   * Made when a template is first rendered: not every run renders one.
   */
  private static final class Renderer {

    private static final Jinjava JINJAVA = new Jinjava(config());

    private static JinjavaConfig config() {
      return JinjavaConfig.newBuilder()
          .withTrimBlocks(true)
          .withLstripBlocks(true)
          .withNestedInterpretationEnabled(false)
          .withLegacyOverrides(
              LegacyOverrides.newBuilder()
                  .withParseWhitespaceControlStrictly(true)
                  .withEvaluateMapKeys(true)
                  .withUsePyishObjectMapper(true)
                  .withUseTrimmingForNotesAndExpressions(true)
                  .withKeepNullableLoopValues(true)
                  .build())
          .build();
    }
  }
}
