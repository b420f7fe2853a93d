package llmbench.tokenizer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tokenizer.json says of its vocabulary. Read as a stream: a tree of 150,000 tokens would
 * cost a second.
 *
 * @param size tokens of the model itself, without the added ones
 * @param specialIds ids of the special ones among the added tokens, ascending
 */
record Vocabulary(int size, List<Integer> specialIds) {

  static Vocabulary of(byte[] tokenizerJson) throws IOException {
    int size = 0;
    List<Integer> special = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(tokenizerJson)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("added_tokens") && value == JsonToken.START_ARRAY) {
          specialIds(json, special);
        } else if (field.equals("model") && value == JsonToken.START_OBJECT) {
          size = modelSize(json);
        } else {
          json.skipChildren();
        }
      }
    }
    if (size == 0) {
      throw new IOException("it has no model.vocab");
    }
    return new Vocabulary(size, special.stream().sorted().toList());
  }

  private static void specialIds(JsonParser json, List<Integer> special) throws IOException {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      int id = -1;
      boolean isSpecial = false;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("id")) {
          id = json.getIntValue();
        } else if (field.equals("special")) {
          isSpecial = value == JsonToken.VALUE_TRUE;
        } else {
          json.skipChildren();
        }
      }
      if (isSpecial && id >= 0) {
        special.add(id);
      }
    }
  }

  /** BPE and WordPiece have an object of tokens, Unigram an array of pairs. */
  private static int modelSize(JsonParser json) throws IOException {
    int size = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("vocab") && value == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          json.nextToken();
          size++;
        }
      } else if (field.equals("vocab") && value == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          json.skipChildren();
          size++;
        }
      } else {
        json.skipChildren();
      }
    }
    return size;
  }
}
