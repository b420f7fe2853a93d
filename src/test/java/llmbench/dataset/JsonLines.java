package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.function.Predicate;
import llmbench.options.syntax.PythonJson;

/**
 * A file with a JSON object on each line, as pandas reads it ({@code read_json} with {@code
 * lines}): lines end at LF alone, blanks around them go, and lines of nothing else are none. All
 * are read once, before the first is used; then each when it is asked for.
 */
final class JsonLines {

  private static final int CHUNK = 1 << 18;

  /** No array is longer. */
  private static final int MOST = Integer.MAX_VALUE - 8;

  private final FilePieces pieces;
  private final Predicate<JsonNode> kept;
  private byte[] line = new byte[1024];
  private int length;
  private long number;

  private JsonLines(FilePieces pieces, Predicate<JsonNode> kept) {
    this.pieces = pieces;
    this.kept = kept;
  }

  /**
   * Reads a file once.
   *
   * @param kept looks at each line's object, and says whether it is to be found again
   * @throws DatasetException when the file can't be read, or a line isn't a JSON object; the
   *     message has its number
   */
  static FilePieces read(DatasetFile file, Predicate<JsonNode> kept) {
    FilePieces pieces = FilePieces.open(file);
    try {
      new JsonLines(pieces, kept).readAll();
      return pieces;
    } catch (RuntimeException e) {
      pieces.close();
      throw e;
    }
  }

  /** The object of a line that was kept. */
  static JsonNode object(FilePieces pieces, int piece) {
    return PythonJson.required(PythonText.strip(pieces.text(piece)));
  }

  private void readAll() {
    FileChannel channel = pieces.channel();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    long start = 0;
    boolean any = false;
    try {
      for (long place = 0; channel.read(chunk.clear(), place) >= 0; place += chunk.limit()) {
        chunk.flip();
        int from = 0;
        for (int i = 0; i < chunk.limit(); i++) {
          if (chunk.get(i) == '\n') {
            append(chunk, from, i);
            any |= take(start);
            from = i + 1;
            start = place + from;
          }
        }
        append(chunk, from, chunk.limit());
      }
      any |= take(start);
    } catch (IOException e) {
      throw DatasetFile.unread(pieces.file().at(), e);
    }
    if (!any) {
      throw pieces.file().wrong("is empty");
    }
  }

  private void append(ByteBuffer chunk, int from, int to) {
    int longer = Math.addExact(length, to - from);
    if (longer > line.length) {
      line = Arrays.copyOf(line, Math.max(longer, (int) Math.min(MOST, line.length * 2L)));
    }
    chunk.get(from, line, length, to - from);
    length = longer;
  }

  /** Whether the line that has ended had anything. */
  private boolean take(long start) {
    number++;
    String text = PythonText.strip(decoded());
    int bytes = length;
    length = 0;
    if (text.isEmpty()) {
      return false;
    }
    JsonNode object = PythonJson.loads(text);
    if (object == null || !object.isObject()) {
      throw new DatasetException(
          at() + ": " + PythonJson.whyNoObject(text) + "; expected " + pieces.file().what() + ".");
    }
    if (kept.test(object)) {
      pieces.add(start, bytes);
    }
    return true;
  }

  private String decoded() {
    try {
      return DatasetFile.decoded(Arrays.copyOf(line, length));
    } catch (CharacterCodingException e) {
      throw pieces.file().notUtf8(at());
    }
  }

  private String at() {
    return pieces.file().at(number);
  }
}
