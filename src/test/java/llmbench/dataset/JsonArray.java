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
import java.nio.channels.Channels;
import java.util.function.Predicate;

/**
 * A file that is one JSON list: its items are read once, before the first is used, and then each
 * when it is asked for.
 */
final class JsonArray {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
          .build();

  private final FilePieces pieces;
  private final Predicate<JsonNode> kept;

  private JsonArray(FilePieces pieces, Predicate<JsonNode> kept) {
    this.pieces = pieces;
    this.kept = kept;
  }

  /**
   * Reads a file once.
   *
   * @param what it holds, to end "a text file with …"
   * @param kept looks at each item, and says whether it is to be found again
   * @throws DatasetException when the file can't be read or isn't a JSON list; the message has the
   *     place
   */
  static FilePieces read(String path, String what, Predicate<JsonNode> kept) {
    FilePieces pieces = FilePieces.open(path, what);
    try {
      new JsonArray(pieces, kept).readAll();
      return pieces;
    } catch (RuntimeException e) {
      pieces.close();
      throw e;
    }
  }

  private void readAll() {
    String file = Utf8Lines.OPTION + pieces.file();
    try (JsonParser parser =
        MAPPER.createParser(
            new BufferedInputStream(Channels.newInputStream(pieces.channel()), 1 << 16))) {
      items(parser);
    } catch (CharConversionException e) {
      throw Utf8Lines.notUtf8(file, pieces.what());
    } catch (JsonProcessingException e) {
      throw e.getOriginalMessage().startsWith("Invalid UTF-8")
          ? Utf8Lines.notUtf8(file + at(e.getLocation()), pieces.what())
          : new DatasetException(
              file
                  + at(e.getLocation())
                  + ": stops being JSON there; expected "
                  + pieces.what()
                  + ".");
    } catch (IOException e) {
      throw Utf8Lines.unread(file, e);
    }
  }

  private static String at(JsonLocation place) {
    return place == null
        ? ""
        : ", line " + place.getLineNr() + ", byte " + place.getColumnNr() + " of it";
  }

  private void items(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw Utf8Lines.wrong(pieces.file(), "is empty", pieces.what());
    }
    if (first != JsonToken.START_ARRAY) {
      throw Utf8Lines.wrong(pieces.file(), "isn't a JSON list", pieces.what());
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      long start = parser.currentTokenLocation().getByteOffset();
      JsonNode item = parser.readValueAsTree();
      long end = parser.currentLocation().getByteOffset();
      if (kept.test(item)) {
        pieces.add(start, Math.toIntExact(end - start));
      }
    }
    if (parser.nextToken() != null) {
      throw Utf8Lines.wrong(pieces.file(), "goes on behind its JSON list", pieces.what());
    }
  }
}
