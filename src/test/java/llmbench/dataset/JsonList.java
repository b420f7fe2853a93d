package llmbench.dataset;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A JSON file that is a list: its items, one by one, so that it may be larger than the memory. */
public final class JsonList implements JsonItems {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final int BUFFER_BYTES = 1 << 16;

  private final DatasetFile file;
  private final JsonParser parser;
  private int number;
  private boolean ended;
  private long startByte;
  private long endByte;

  private JsonList(DatasetFile file, InputStream in) {
    this.file = file;
    try {
      this.parser = MAPPER.createParser(in);
    } catch (IOException e) {
      throw unread(e);
    }
  }

  /**
   * Opens a file.
   *
   * @throws DatasetException when it can't be read, or isn't a list
   */
  static JsonList open(DatasetFile file) {
    JsonList list = new JsonList(file, file.open());
    try {
      list.begin();
      return list;
    } catch (DatasetException e) {
      list.close();
      throw e;
    }
  }

  /**
   * Reads a file once, so that each item can be found again.
   *
   * @param kept looks at each item, and says whether it is to be found again
   * @throws DatasetException when the file can't be read or isn't a JSON list; the message has the
   *     place
   */
  public static FilePieces pieces(DatasetFile file, Predicate<JsonNode> kept) {
    FilePieces pieces = FilePieces.open(file);
    try {
      InputStream in = Channels.newInputStream(pieces.channel());
      JsonList list = new JsonList(file, new BufferedInputStream(in, BUFFER_BYTES));
      // It is the pieces' own.
      list.parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      list.begin();
      for (JsonNode item = list.next(); item != null; item = list.next()) {
        if (kept.test(item)) {
          pieces.add(list.startByte, Math.toIntExact(list.endByte - list.startByte));
        }
      }
      return pieces;
    } catch (RuntimeException e) {
      pieces.close();
      throw e;
    }
  }

  private void begin() {
    JsonToken first = token();
    if (first != JsonToken.START_ARRAY) {
      throw file.wrong(first == null ? "is empty" : "isn't a JSON list");
    }
  }

  @Override
  public @Nullable JsonNode next() {
    if (ended) {
      return null;
    }
    JsonToken first = token();
    if (first == JsonToken.END_ARRAY) {
      if (token() != null) {
        throw file.wrong("goes on behind its JSON list");
      }
      ended = true;
      return null;
    }
    number++;
    try {
      startByte = parser.currentTokenLocation().getByteOffset();
      JsonNode item = parser.readValueAsTree();
      endByte = parser.currentLocation().getByteOffset();
      return item;
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
    if (wrong instanceof CharConversionException) {
      return file.notUtf8(file.at());
    }
    if (!(wrong instanceof JsonProcessingException json)) {
      return DatasetFile.unread(file.at(), wrong);
    }
    if (json.getOriginalMessage().startsWith("Invalid UTF-8")) {
      return file.notUtf8(file.at() + place(json.getLocation()));
    }
    String why =
        json.getLocation() == null
            ? ", item " + number + ": is nested too deeply, or too long, to be read as JSON"
            : place(json.getLocation()) + ": stops being JSON there";
    return new DatasetException(file.at() + why + "; expected " + file.what() + ".");
  }

  private static String place(@Nullable JsonLocation place) {
    return place == null
        ? ""
        : ", line " + place.getLineNr() + ", byte " + place.getColumnNr() + " of it";
  }

  @Override
  public String at() {
    return file.at() + ", item " + number;
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
