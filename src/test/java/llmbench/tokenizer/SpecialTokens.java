package llmbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tokens that have a role, and the others that transformers counts as special.
 *
 * @param roles by the role's name, such as {@code bos_token}, in transformers' order
 * @param additional those without a role
 */
record SpecialTokens(Map<String, AddedToken> roles, List<AddedToken> additional) {

  private static final List<String> STANDARD =
      List.of(
          "bos_token",
          "eos_token",
          "unk_token",
          "sep_token",
          "pad_token",
          "cls_token",
          "mask_token");

  /**
   * Reads them.
   *
   * @param padding the {@code padding} of tokenizer.json, whose token stands in for a missing one
   */
  static SpecialTokens of(
      Transformers transformers, TokenizerFolder folder, TokenizerClass kind, JsonNode padding) {
    Map<String, String> standard = TransformersTable.of(transformers).roles(kind.name());
    JsonNode extra = folder.value("extra_special_tokens");
    if (transformers == Transformers.V4 && extra.isArray()) {
      throw TokenizerRule.broken(
          folder,
          "its extra_special_tokens is a list, which transformers 4 refuses",
          "Choose a newer version of the tool by -Dllm.compat.");
    }
    Set<String> names = new LinkedHashSet<>(STANDARD);
    if (transformers == Transformers.V5) {
      names.addAll(standard.keySet());
      folder.config().fieldNames().forEachRemaining(names::add);
      names.removeIf(name -> !name.endsWith("_token"));
    }
    Map<String, AddedToken> roles = new LinkedHashMap<>();
    names.forEach(name -> put(roles, name, role(folder, name, standard, padding)));
    if (extra.isObject()) {
      extra
          .properties()
          .forEach(entry -> put(roles, entry.getKey(), AddedToken.of(entry.getValue())));
    }
    return new SpecialTokens(roles, additional(transformers, folder, extra));
  }

  /** Those of a lone tokenizer.json, which the tools don't open: the ones that it marks so. */
  static SpecialTokens marked(JsonNode addedTokens) {
    List<AddedToken> marked = new ArrayList<>();
    addedTokens.forEach(token -> marked.add(AddedToken.of(token)));
    marked.removeIf(token -> !token.special());
    return new SpecialTokens(Map.of(), List.copyOf(marked));
  }

  private static AddedToken role(
      TokenizerFolder folder, String role, Map<String, String> standard, JsonNode padding) {
    if (folder.config().has(role)) {
      return AddedToken.of(folder.config().get(role));
    }
    String otherwise = role.equals("pad_token") ? padding.path(role).asText("") : "";
    return AddedToken.plain(standard.getOrDefault(role, otherwise), true);
  }

  /** A role that is there with null has no token, nor has one that is no text. */
  private static void put(Map<String, AddedToken> roles, String role, AddedToken token) {
    if (!token.content().isEmpty()) {
      roles.put(role, token.asSpecial());
    }
  }

  private static List<AddedToken> additional(
      Transformers transformers, TokenizerFolder folder, JsonNode extra) {
    JsonNode older = folder.value("additional_special_tokens");
    boolean useExtra = transformers == Transformers.V5 && !extra.isEmpty();
    List<AddedToken> tokens = new ArrayList<>();
    if (!useExtra) {
      older.forEach(token -> tokens.add(AddedToken.of(token).asSpecial()));
    } else if (extra.isArray()) {
      extra.forEach(token -> tokens.add(AddedToken.of(token).asSpecial()));
    }
    return List.copyOf(tokens);
  }

  /** All of them, those with a role first; a content may come twice. */
  List<AddedToken> all() {
    List<AddedToken> all = new ArrayList<>(roles.values());
    all.addAll(additional);
    return all;
  }

  /** The contents by role, for a chat template. */
  Map<String, String> contents() {
    Map<String, String> contents = new LinkedHashMap<>();
    roles.forEach((role, token) -> contents.put(role, token.content()));
    return contents;
  }
}
