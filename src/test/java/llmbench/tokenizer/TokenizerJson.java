package llmbench.tokenizer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A tokenizer.json without its vocabulary and merges, which are large: only what is asked for of
 * the vocabulary is kept, and where both stand in the file.
 *
 * @param parts the file's fields; {@code model} has its own without vocab and merges
 * @param large where the values of vocab and merges stand, by name
 */
record TokenizerJson(ObjectNode parts, Vocabulary vocabulary, Map<String, Span> large) {

  /** The JVM's table of strings is no place for a vocabulary's 150,000 names. */
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build())
          .build();

  private static final String VOCAB = "vocab";
  private static final String MERGES = "merges";
  private static final String ADDED = "added_tokens";
  private static final String MODEL = "model";

  /** A part of a file, in bytes. */
  record Span(int from, int to) {

    /** Goes through a value, to find where it ends. */
    static Span of(JsonParser in, Reading reading) throws IOException {
      long from = in.currentTokenLocation().getByteOffset();
      reading.of(in);
      long to = in.currentLocation().getByteOffset();
      if (from < 0) {
        throw new IOException("it is not UTF-8");
      }
      return new Span((int) from, (int) to);
    }
  }

  private interface Reading {
    void of(JsonParser in) throws IOException;
  }

  /**
   * Reads the file once, front to back, but for its added tokens, which are read before it.
   *
   * @param wanted the tokens whose ids are asked for, beside the file's own added ones
   * @throws IOException when it is no tokenizer.json; the message says what is wrong
   */
  static TokenizerJson read(byte[] file, Set<String> wanted) throws IOException {
    Vocabulary.Reader vocabulary = new Vocabulary.Reader(wanted, added(file));
    Map<String, Span> large = new LinkedHashMap<>();
    ObjectNode parts = JsonNodeFactory.instance.objectNode();
    try (JsonParser in = JSON.createParser(file)) {
      begin(in);
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        JsonNode part = name.equals(MODEL) ? model(in, vocabulary, large) : JSON.readTree(in);
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
    return new TokenizerJson(parts, read, large);
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

  private static ObjectNode model(
      JsonParser in, Vocabulary.Reader vocabulary, Map<String, Span> large) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("its model is not a JSON object");
    }
    ObjectNode model = JsonNodeFactory.instance.objectNode();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      if (name.equals(VOCAB)) {
        large.put(name, Span.of(in, vocabulary::read));
      } else if (name.equals(MERGES)) {
        large.put(name, Span.of(in, JsonParser::skipChildren));
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
    return new TokenizerJson(changed, vocabulary, large);
  }

  /**
   * The file's bytes with these parts in place of its own. Vocabulary and merges are copied as they
   * stand: to read and write them again would take longer than all the rest.
   *
   * @param file that it was read from
   */
  byte[] over(byte[] file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(file.length);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      for (var part : parts.properties()) {
        out.writeFieldName(part.getKey());
        if (!part.getKey().equals(MODEL)) {
          JSON.writeTree(out, part.getValue());
          continue;
        }
        out.writeStartObject();
        for (var field : part.getValue().properties()) {
          out.writeFieldName(field.getKey());
          JSON.writeTree(out, field.getValue());
        }
        for (var value : large.entrySet()) {
          out.writeFieldName(value.getKey());
          out.writeRawValue("");
          out.flush();
          Span span = value.getValue();
          bytes.write(file, span.from(), span.to() - span.from());
        }
        out.writeEndObject();
      }
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
