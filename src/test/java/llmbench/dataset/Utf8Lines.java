package llmbench.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import llmbench.files.DecodedLines;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text file as Python reads them, decoded one by one so that a wrong one is known.
 */
final class Utf8Lines implements Closeable {

  /** What messages begin with: the option that named the file. */
  static final String OPTION = "--dataset-path: ";

  private final Path file;
  private final DecodedLines lines;
  private final String what;

  private Utf8Lines(Path file, DecodedLines lines, String what) {
    this.file = file;
    this.lines = lines;
    this.what = what;
  }

  /**
   * Opens a file.
   *
   * @param what it holds, to end "a text file with …"
   */
  static Utf8Lines open(Path file, String what) {
    try {
      if (Files.isDirectory(file)) {
        throw wrong(file, "is a folder", what);
      }
      return new Utf8Lines(file, new DecodedLines(Files.newInputStream(file)), what);
    } catch (IOException e) {
      String why = Files.exists(file) ? "can't be read" : "no such file";
      throw wrong(file, why, what);
    }
  }

  /** The whole file won't do. */
  static DatasetException wrong(Path file, String why, String what) {
    return new DatasetException(
        OPTION + file + ": " + why + "; give the path of a text file with " + what + ".");
  }

  /** The next line without its end, which is LF, CR or both; null behind the last. */
  @Nullable String next() {
    try {
      return lines.next();
    } catch (CharacterCodingException e) {
      throw notUtf8(at(), what);
    } catch (IOException e) {
      throw unread(at(), e);
    }
  }

  /** A file, or a place in it, is in another encoding. */
  static DatasetException notUtf8(String at, String what) {
    return new DatasetException(
        at
            + ": isn't UTF-8; expected "
            + what
            + ", in UTF-8. Convert the file; if it is in Latin-1, with iconv -f LATIN1 -t UTF-8.");
  }

  /** A file can't be read any further. */
  static DatasetException unread(String at, IOException e) {
    return new DatasetException(at + ": can't be read: " + e.getMessage() + ".");
  }

  /** The text of UTF-8. */
  static String decoded(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** The option, its file and the number of the line that was read last. */
  String at() {
    return OPTION + file + ", line " + lines.number();
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      // What was read is whole; nothing was written.
    }
  }
}
