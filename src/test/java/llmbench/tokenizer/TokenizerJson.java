package llmbench.tokenizer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;

/**
 * A tokenizer.json without its vocabulary and merges, which are large: only what is asked for of
 * the vocabulary is kept.
 *
 * @param parts the file's fields; {@code model} has its own without vocab and merges
 */
record TokenizerJson(ObjectNode parts, Vocabulary vocabulary) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> LARGE = Set.of("vocab", "merges");
  private static final String ADDED = "added_tokens";
  private static final String MODEL = "model";

  /**
   * Reads the file once, front to back, but for its added tokens, which are read before it.
   *
   * @param wanted the tokens whose ids are asked for, beside the file's own added ones
   * @throws IOException when it is no tokenizer.json; the message says what is wrong
   */
  static TokenizerJson read(byte[] file, Set<String> wanted) throws IOException {
    Vocabulary.Reader vocabulary = new Vocabulary.Reader(wanted, added(file));
    ObjectNode parts = JsonNodeFactory.instance.objectNode();
    try (JsonParser in = JSON.createParser(file)) {
      begin(in);
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        JsonNode part = name.equals(MODEL) ? model(in, vocabulary) : JSON.readTree(in);
        parts.set(name, part);
        if (name.equals("padding")) {
          vocabulary.want(part.path("pad_token").asText(""));
        }
      }
    }
    Vocabulary read = vocabulary.read();
    if (read.size() <= 0) {
      throw new IOException("it has no model.vocab");
    }
    return new TokenizerJson(parts, read);
  }

  /** Mostly they stand before the vocabulary, and little is read. */
  private static JsonNode added(byte[] file) throws IOException {
    try (JsonParser in = JSON.createParser(file)) {
      begin(in);
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        if (name.equals(ADDED)) {
          return JSON.readTree(in);
        }
        in.skipChildren();
      }
    }
    return JsonNodeFactory.instance.arrayNode();
  }

  private static void begin(JsonParser in) throws IOException {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("not a JSON object");
    }
  }

  private static ObjectNode model(JsonParser in, Vocabulary.Reader vocabulary) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("its model is not a JSON object");
    }
    ObjectNode model = JsonNodeFactory.instance.objectNode();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      if (name.equals("vocab")) {
        vocabulary.read(in);
      } else if (LARGE.contains(name)) {
        in.skipChildren();
      } else {
        model.set(name, JSON.readTree(in));
      }
    }
    return model;
  }

  /** Such as {@code BPE}. */
  String modelType() {
    return parts.path(MODEL).path("type").asText("");
  }

  JsonNode part(String name) {
    return parts.path(name);
  }

  JsonNode addedTokens() {
    return parts.path(ADDED);
  }

  /** The same with other parts. */
  TokenizerJson with(ObjectNode changed) {
    return new TokenizerJson(changed, vocabulary);
  }

  /**
   * The file's bytes with these parts in place of its own.
   *
   * @param file that it was read from
   */
  byte[] over(byte[] file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(file.length);
    try (JsonParser in = JSON.createParser(file);
        JsonGenerator out = JSON.createGenerator(bytes)) {
      in.nextToken();
      out.writeStartObject();
      for (var part : parts.properties()) {
        if (!part.getKey().equals(MODEL)) {
          out.writeFieldName(part.getKey());
          JSON.writeTree(out, part.getValue());
        }
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        if (name.equals(MODEL)) {
          copyModel(in, out);
        } else {
          in.skipChildren();
        }
      }
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private void copyModel(JsonParser in, JsonGenerator out) throws IOException {
    out.writeFieldName(MODEL);
    out.writeStartObject();
    for (var field : parts.path(MODEL).properties()) {
      out.writeFieldName(field.getKey());
      JSON.writeTree(out, field.getValue());
    }
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      if (LARGE.contains(name)) {
        out.writeFieldName(name);
        out.copyCurrentStructure(in);
      } else {
        in.skipChildren();
      }
    }
    out.writeEndObject();
  }
}
