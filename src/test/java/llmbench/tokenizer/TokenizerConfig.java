package llmbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tokenizer_config.json beside a tokenizer.json.
 *
 * @param chatTemplate the template that requests are rendered with; empty when there is none
 * @param namedTokens the tokens that have a role, such as {@code bos_token}, by that role's name
 * @param special all tokens that transformers counts as special: the named and the additional ones
 */
record TokenizerConfig(
    Optional<String> chatTemplate, Map<String, String> namedTokens, Set<String> special) {

  static final TokenizerConfig NONE = new TokenizerConfig(Optional.empty(), Map.of(), Set.of());

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final List<String> ROLES =
      List.of(
          "bos_token",
          "eos_token",
          "unk_token",
          "sep_token",
          "pad_token",
          "cls_token",
          "mask_token");

  static TokenizerConfig read(byte[] json) throws IOException {
    JsonNode config = JSON.readTree(json);
    Map<String, String> named = new LinkedHashMap<>();
    for (String role : ROLES) {
      String content = content(config.path(role));
      if (!content.isEmpty()) {
        named.put(role, content);
      }
    }
    Set<String> special = new LinkedHashSet<>(named.values());
    for (String list : List.of("additional_special_tokens", "extra_special_tokens")) {
      for (JsonNode token : config.path(list)) {
        special.add(content(token));
      }
    }
    return new TokenizerConfig(
        template(config.path("chat_template")), Map.copyOf(named), Set.copyOf(special));
  }

  TokenizerConfig withTemplate(String template) {
    return new TokenizerConfig(Optional.of(template), namedTokens, special);
  }

  /** A token is written as its text or as an object that has it. */
  private static String content(JsonNode token) {
    return token.isObject() ? token.path("content").asText() : token.asText("");
  }

  /** One template, or a list of named ones, of which chats use the one named default. */
  private static Optional<String> template(JsonNode node) {
    if (node.isTextual()) {
      return Optional.of(node.textValue());
    }
    for (JsonNode named : node) {
      if (named.path("name").asText().equals("default")) {
        return Optional.of(named.path("template").asText());
      }
    }
    return Optional.empty();
  }
}
