package llmbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The added tokens of a tokenizer as transformers gathers them: those of tokenizer.json, those of
 * tokenizer_config.json, and the special ones that are still missing. One that is in the vocabulary
 * has its id there; any other has the next that is free, whatever the files say.
 *
 * @param tokens by content, in the order in which they are added
 * @param ids by content
 */
record AddedTokens(Map<String, AddedToken> tokens, Map<String, Integer> ids) {

  /**
   * Gathers them.
   *
   * @param anew whether the class builds its pipeline itself, and adds the tokens of the config, or
   *     else those of the file, to nothing
   */
  static AddedTokens of(
      TokenizerFolder folder, TokenizerJson file, SpecialTokens special, boolean anew) {
    Map<String, AddedToken> tokens = new LinkedHashMap<>();
    boolean ofConfig = folder.config().path(LegacyTokens.DECODER).isObject();
    if (!anew) {
      file.addedTokens().forEach(token -> put(tokens, AddedToken.of(token)));
    } else if (!ofConfig) {
      sorted(file.addedTokens()).forEach(token -> put(tokens, AddedToken.of(token)));
    }
    Set<String> roles = Set.copyOf(special.contents().values());
    Map<Integer, JsonNode> more = new TreeMap<>();
    folder
        .config()
        .path(LegacyTokens.DECODER)
        .properties()
        .forEach(entry -> more.put(Integer.parseInt(entry.getKey()), entry.getValue()));
    for (JsonNode token : more.values()) {
      AddedToken added = AddedToken.of(token);
      put(tokens, roles.contains(added.content()) ? added.asSpecial() : added);
    }
    for (AddedToken token : special.all()) {
      tokens.putIfAbsent(token.content(), token);
    }
    return new AddedTokens(tokens, ids(tokens.keySet(), file.vocabulary()));
  }

  private static List<JsonNode> sorted(JsonNode tokens) {
    Map<Integer, JsonNode> byId = new TreeMap<>();
    tokens.forEach(token -> byId.put(token.path("id").asInt(), token));
    return new ArrayList<>(byId.values());
  }

  private static void put(Map<String, AddedToken> tokens, AddedToken token) {
    if (!token.content().isEmpty()) {
      tokens.put(token.content(), token);
    }
  }

  private static Map<String, Integer> ids(Set<String> contents, Vocabulary vocabulary) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    int next = vocabulary.size();
    for (String content : contents) {
      Integer known = vocabulary.ids().get(content);
      int id = known == null ? next : known;
      ids.put(content, id);
      next = Math.max(next, id + 1);
    }
    return ids;
  }

  /** Of these tokens, ascending. */
  List<Integer> ids(List<AddedToken> of) {
    return of.stream()
        .map(AddedToken::content)
        .distinct()
        .map(content -> ids.getOrDefault(content, -1))
        .sorted()
        .toList();
  }

  /** How many are not in the vocabulary. */
  int beside(Vocabulary vocabulary) {
    return (int)
        tokens.keySet().stream().filter(content -> !vocabulary.ids().containsKey(content)).count();
  }

  /** The same, of which the special ones have no flags of their own. */
  AddedTokens withPlain(List<AddedToken> special) {
    Map<String, AddedToken> plain = new LinkedHashMap<>(tokens);
    special.forEach(token -> plain.put(token.content(), AddedToken.plain(token.content(), true)));
    return new AddedTokens(plain, ids);
  }

  /** As tokenizer.json has them. */
  ArrayNode toJson() {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    tokens.forEach(
        (content, token) -> {
          var written = JsonNodeFactory.instance.objectNode().put("id", ids.get(content));
          written.setAll(token.toJson());
          json.add(written);
        });
    return json;
  }
}
