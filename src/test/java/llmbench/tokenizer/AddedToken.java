package llmbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A token that is found whole in texts, beside what the model's merges make.
 *
 * @param normalized whether it is looked for in the normalized text
 * @param leftStrip whether it eats blanks before it
 * @param rightStrip whether it eats blanks behind it
 * @param singleWord whether it must stand between the ends of words
 */
record AddedToken(
    String content,
    boolean special,
    boolean normalized,
    boolean leftStrip,
    boolean rightStrip,
    boolean singleWord) {

  /** One that is written as a text alone. */
  static AddedToken plain(String content, boolean special) {
    return new AddedToken(content, special, !special, false, false, false);
  }

  /** As tokenizer.json and tokenizer_config.json write it. */
  static AddedToken of(JsonNode token) {
    if (!token.isObject()) {
      return plain(content(token), true);
    }
    boolean special = token.path("special").asBoolean();
    return new AddedToken(
        content(token),
        special,
        token.path("normalized").asBoolean(!special),
        token.path("lstrip").asBoolean(),
        token.path("rstrip").asBoolean(),
        token.path("single_word").asBoolean());
  }

  /** The text of a token, which is written as that or as an object that has it. */
  static String content(JsonNode token) {
    return token.isObject()
        ? token.path("content").asText()
        : token.isTextual() ? token.asText() : "";
  }

  AddedToken asSpecial() {
    return new AddedToken(content, true, normalized, leftStrip, rightStrip, singleWord);
  }

  /** Whether it stands for its content alone: eats no blanks, needs no word's end. */
  boolean isBare() {
    return !leftStrip && !rightStrip && !singleWord;
  }

  ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("content", content)
        .put("single_word", singleWord)
        .put("lstrip", leftStrip)
        .put("rstrip", rightStrip)
        .put("normalized", normalized)
        .put("special", special);
  }
}
