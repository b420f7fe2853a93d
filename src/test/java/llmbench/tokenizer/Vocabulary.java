package llmbench.tokenizer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is kept of {@code model.vocab}.
 *
 * @param size how many entries it has
 * @param byteIds ids of entries such as {@code <0x0A>}, which stand for bytes
 * @param ids of the tokens that were asked for and are in it
 */
record Vocabulary(int size, List<Integer> byteIds, Map<String, Integer> ids) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern BYTE = Pattern.compile("<0x\\p{XDigit}{2}>");

  /** Reads one without keeping it. */
  static final class Reader {

    private final Set<String> wanted;
    private final List<Integer> byteIds = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private int size = -1;

    Reader(Set<String> wanted, JsonNode added) {
      this.wanted = new HashSet<>(wanted);
      added.forEach(token -> this.wanted.add(AddedToken.content(token)));
    }

    void want(String token) {
      wanted.add(token);
    }

    Vocabulary read() {
      return new Vocabulary(size, List.copyOf(byteIds), Map.copyOf(ids));
    }

    /** Entries of an object (BPE, WordPiece, WordLevel) or of a list of pairs (Unigram). */
    void read(JsonParser in) throws IOException {
      boolean object = in.currentToken() == JsonToken.START_OBJECT;
      JsonToken end = object ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
      size = 0;
      for (JsonToken token = in.nextToken(); token != end; token = in.nextToken()) {
        if (token == null) {
          throw new IOException("its model.vocab has no end");
        }
        if (object) {
          String text = in.currentName();
          int id = in.nextIntValue(size);
          in.skipChildren();
          entry(text, id);
        } else {
          entry(JSON.<JsonNode>readTree(in).path(0).asText(), size);
        }
        size++;
      }
    }

    private void entry(String text, int id) {
      if (text.startsWith("<0x") && BYTE.matcher(text).matches()) {
        byteIds.add(id);
      }
      if (wanted.contains(text)) {
        ids.put(text, id);
      }
    }
  }
}
