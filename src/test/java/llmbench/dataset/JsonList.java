package llmbench.dataset;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A JSON file that is a list: its items, one by one, so that it may be larger than the memory. */
final class JsonList implements ItemSource<JsonNode> {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final Path file;
  private final String what;
  private final JsonParser parser;
  private int number;
  private boolean ended;

  private JsonList(Path file, String what, JsonParser parser) {
    this.file = file;
    this.what = what;
    this.parser = parser;
  }

  /**
   * Opens a file.
   *
   * @param what it holds, to end "expected …"
   * @throws DatasetException when it can't be read, or isn't a list
   */
  static JsonList open(Path file, String what) {
    if (Files.isDirectory(file)) {
      throw wrong(file, "is a folder", what);
    }
    try {
      Reader reader =
          new BufferedReader(
              new InputStreamReader(
                  Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()));
      JsonList list = new JsonList(file, what, MAPPER.createParser(reader));
      list.begin();
      return list;
    } catch (IOException e) {
      throw wrong(file, Files.exists(file) ? "can't be read" : "no such file", what);
    }
  }

  private static DatasetException wrong(Path file, String why, String what) {
    return new DatasetException(
        Utf8Lines.OPTION + file + ": " + why + "; give the path of " + what + ".");
  }

  private void begin() {
    JsonToken first = token();
    if (first != JsonToken.START_ARRAY) {
      close();
      throw wrong(file, first == null ? "is empty" : "is JSON, but not a list", what);
    }
  }

  @Override
  public @Nullable JsonNode next() {
    if (ended) {
      return null;
    }
    number++;
    JsonToken first = token();
    if (first == JsonToken.END_ARRAY) {
      ended = true;
      if (token() != null) {
        throw new DatasetException(
            Utf8Lines.OPTION + file + ": goes on behind its list; expected " + what + ".");
      }
      return null;
    }
    try {
      return parser.readValueAsTree();
    } catch (IOException e) {
      throw unread(e);
    }
  }

  private @Nullable JsonToken token() {
    try {
      return parser.nextToken();
    } catch (IOException e) {
      throw unread(e);
    }
  }

  private DatasetException unread(IOException wrong) {
    String why = "can't be read";
    if (wrong instanceof CharacterCodingException) {
      why = "isn't UTF-8";
    } else if (wrong instanceof JsonProcessingException json) {
      JsonLocation at = json.getLocation();
      why =
          at == null
              ? "is nested too deeply, or too long, to be read as JSON"
              : "stops being JSON at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
    String where = number == 0 ? Utf8Lines.OPTION + file : at();
    return new DatasetException(where + ": " + why + "; expected " + what + ", in UTF-8.");
  }

  /** The option, its file and the number of the item that was read last. */
  String at() {
    return Utf8Lines.OPTION + file + ", item " + number;
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      // What was read is whole; nothing was written.
    }
  }
}
