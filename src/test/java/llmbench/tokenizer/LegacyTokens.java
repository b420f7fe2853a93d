package llmbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Where tokenizer_config.json has no {@code added_tokens_decoder}, as in older folders,
 * transformers reads special_tokens_map.json and added_tokens.json as well ({@code
 * _from_pretrained}).
 */
final class LegacyTokens {

  /** The key of tokenizer_config.json that came in their place. */
  static final String DECODER = "added_tokens_decoder";

  private LegacyTokens() {}

  /** The config with what those two say, where it has no {@code added_tokens_decoder}. */
  static ObjectNode merged(ObjectNode config, ObjectNode specialTokensMap, ObjectNode addedTokens) {
    if (specialTokensMap.isEmpty() && addedTokens.isEmpty()) {
      return config;
    }
    ObjectNode merged = config.deepCopy();
    specialTokensMap
        .properties()
        .forEach(
            entry -> merged.set(entry.getKey(), more(merged, entry.getKey(), entry.getValue())));
    Set<String> special = new HashSet<>();
    for (JsonNode value : merged) {
      special.add(AddedToken.content(value));
      value.forEach(item -> special.add(AddedToken.content(item)));
    }
    if (!addedTokens.isEmpty()) {
      ObjectNode decoder = merged.putObject(DECODER);
      addedTokens
          .properties()
          .forEach(
              entry -> {
                boolean isSpecial = special.contains(entry.getKey());
                decoder.set(
                    entry.getValue().asText(),
                    AddedToken.plain(entry.getKey(), isSpecial).toJson());
              });
    }
    return merged;
  }

  /** A list of additional tokens is added to the one that is there. */
  private static JsonNode more(ObjectNode config, String key, JsonNode value) {
    if (!key.equals("additional_special_tokens") || !(config.get(key) instanceof ArrayNode had)) {
      return value;
    }
    ArrayNode all = had.deepCopy();
    Set<String> known = new HashSet<>();
    had.forEach(token -> known.add(AddedToken.content(token)));
    value.forEach(
        token -> {
          if (known.add(AddedToken.content(token))) {
            all.add(token);
          }
        });
    return all;
  }
}
