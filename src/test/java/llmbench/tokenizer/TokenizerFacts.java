package llmbench.tokenizer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a tokenizer.json says about itself and the library doesn't tell.
 *
 * @param vocabSize entries of {@code model.vocab}, which added tokens are not part of
 * @param byteFallbackIds ids of vocabulary entries such as {@code <0x0A>}, which stand for bytes
 * @param modelType such as {@code BPE}
 * @param added the added tokens, in the file's order
 * @param normalizer the part of this name; missing or null for none
 * @param preTokenizer likewise
 */
record TokenizerFacts(
    int vocabSize,
    List<Integer> byteFallbackIds,
    String modelType,
    List<AddedToken> added,
    JsonNode normalizer,
    JsonNode preTokenizer) {

  /**
   * A token beside the vocabulary.
   *
   * @param normalized whether it is looked for in the normalized text
   * @param bare whether it stands for its content alone: eats no blanks, needs no word's end
   */
  record AddedToken(int id, String content, boolean special, boolean normalized, boolean bare) {}

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern BYTE = Pattern.compile("<0x\\p{XDigit}{2}>");

  /** Entries of the vocabulary and added tokens that aren't among them. */
  int size() {
    return vocabSize + (int) added.stream().filter(token -> token.id() >= vocabSize).count();
  }

  /** Reads the file once, front to back; the vocabulary is counted, not kept. */
  static TokenizerFacts read(byte[] tokenizerJson) throws IOException {
    Model model = Model.NONE;
    List<AddedToken> added = List.of();
    JsonNode normalizer = MissingNode.getInstance();
    JsonNode preTokenizer = MissingNode.getInstance();
    try (JsonParser in = JSON.createParser(tokenizerJson)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        switch (name) {
          case "added_tokens" -> added = added(JSON.readTree(in));
          case "normalizer" -> normalizer = JSON.readTree(in);
          case "pre_tokenizer" -> preTokenizer = JSON.readTree(in);
          case "model" -> model = model(in);
          default -> in.skipChildren();
        }
      }
    }
    if (model.vocabulary().size() <= 0) {
      throw new IOException("it has no model.vocab");
    }
    return new TokenizerFacts(
        model.vocabulary().size(),
        model.vocabulary().byteIds(),
        model.type(),
        added,
        normalizer,
        preTokenizer);
  }

  private record Vocabulary(int size, List<Integer> byteIds) {}

  private record Model(String type, Vocabulary vocabulary) {

    static final Model NONE = new Model("", new Vocabulary(-1, List.of()));
  }

  private static Model model(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("its model is not a JSON object");
    }
    String type = "";
    Vocabulary vocabulary = Model.NONE.vocabulary();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (name.equals("type") && value == JsonToken.VALUE_STRING) {
        type = in.getText();
      } else if (name.equals("vocab")) {
        vocabulary = vocabulary(in);
      } else {
        in.skipChildren();
      }
    }
    return new Model(type, vocabulary);
  }

  /** Entries of an object (BPE, WordPiece, WordLevel) or of a list of pairs (Unigram). */
  private static Vocabulary vocabulary(JsonParser in) throws IOException {
    boolean object = in.currentToken() == JsonToken.START_OBJECT;
    JsonToken end = object ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
    int size = 0;
    List<Integer> byteIds = new ArrayList<>();
    for (JsonToken token = in.nextToken(); token != end; token = in.nextToken()) {
      if (token == null) {
        throw new IOException("its model.vocab has no end");
      }
      String text;
      int id = size;
      if (object) {
        text = in.currentName();
        id = in.nextIntValue(size);
        in.skipChildren();
      } else {
        JsonNode pair = JSON.readTree(in);
        text = pair.path(0).asText();
      }
      if (text.startsWith("<0x") && BYTE.matcher(text).matches()) {
        byteIds.add(id);
      }
      size++;
    }
    return new Vocabulary(size, List.copyOf(byteIds));
  }

  private static List<AddedToken> added(JsonNode tokens) {
    List<AddedToken> added = new ArrayList<>();
    for (JsonNode token : tokens) {
      boolean bare =
          !token.path("lstrip").asBoolean()
              && !token.path("rstrip").asBoolean()
              && !token.path("single_word").asBoolean();
      added.add(
          new AddedToken(
              token.path("id").asInt(),
              token.path("content").asText(),
              token.path("special").asBoolean(),
              token.path("normalized").asBoolean(true),
              bare));
    }
    return List.copyOf(added);
  }
}
