package llmbench.dataset;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A text file that an option names, and what is said of one that won't do. All such files are in
 * UTF-8.
 *
 * @param option how messages begin, such as {@code --dataset-path: }
 * @param kind of file, to go before what it holds, such as {@code a text file with }
 * @param what it holds, such as {@code a prompt on each line}
 */
public record DatasetFile(String option, Path path, String kind, String what) {

  /** The option that names most of them. */
  public static final String OPTION = "--dataset-path: ";

  private static final String TEXT = "a text file with ";
  private static final String JSON = "a JSON file with ";
  private static final int BUFFER_BYTES = 1 << 16;

  /** As many bytes say whether a file is in UTF-16: its mark, or half a character that is NUL. */
  private static final int BEGINNING_BYTES = 2;

  /** A text file of {@code --dataset-path}. */
  static DatasetFile text(String path, String what) {
    return of(OPTION, path, what);
  }

  /** A text file of any option. */
  public static DatasetFile of(String option, String path, String what) {
    return new DatasetFile(option, path(option, path, TEXT + what), TEXT, what);
  }

  /** A text file of {@code --dataset-path}. */
  public static DatasetFile text(Path path, String what) {
    return new DatasetFile(OPTION, path, TEXT, what);
  }

  /** A JSON file of {@code --dataset-path}. */
  public static DatasetFile json(Path path, String what) {
    return new DatasetFile(OPTION, path, JSON, what);
  }

  /**
   * The path of {@code --dataset-path}.
   *
   * @param what it should be, to end "give the path of …"
   * @throws DatasetException when the text is none
   */
  static Path path(String path, String what) {
    return path(OPTION, path, what);
  }

  private static Path path(String option, String path, String what) {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new DatasetException(option + "isn't a path; give the path of " + what + ".");
    }
  }

  /**
   * Its bytes, from the beginning.
   *
   * @throws DatasetException when it can't be opened, or is in UTF-16
   */
  InputStream open() {
    try {
      checkNoFolder();
      InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
      in.mark(BEGINNING_BYTES);
      checkBeginning(in, in.readNBytes(BEGINNING_BYTES));
      in.reset();
      return in;
    } catch (IOException e) {
      throw unopened();
    }
  }

  /** The same for one that is read in any order. */
  FileChannel channel() {
    try {
      checkNoFolder();
      FileChannel channel = FileChannel.open(path);
      ByteBuffer beginning = ByteBuffer.allocate(BEGINNING_BYTES);
      channel.read(beginning, 0);
      checkBeginning(channel, Arrays.copyOf(beginning.array(), beginning.position()));
      return channel;
    } catch (IOException e) {
      throw unopened();
    }
  }

  /** All of it; any end of a line is LF, as Python reads a text. */
  public String text() {
    try (InputStream in = open()) {
      return decoded(in.readAllBytes()).replace("\r\n", "\n").replace('\r', '\n');
    } catch (CharacterCodingException e) {
      throw notUtf8(at());
    } catch (IOException e) {
      throw unopened();
    }
  }

  private void checkNoFolder() {
    if (Files.isDirectory(path)) {
      throw wrong("is a folder");
    }
  }

  private void checkBeginning(Closeable opened, byte... beginning) throws IOException {
    if (beginning.length == BEGINNING_BYTES && isUtf16(beginning[0] & 0xFF, beginning[1] & 0xFF)) {
      opened.close();
      throw new DatasetException(
          at()
              + ": is in UTF-16; expected "
              + what
              + ", in UTF-8. Convert the file, with iconv -f UTF-16 -t UTF-8.");
    }
  }

  private static boolean isUtf16(int first, int second) {
    boolean marked = (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
    return marked || (first == 0) != (second == 0);
  }

  private DatasetException unopened() {
    return wrong(Files.exists(path) ? "can't be read" : "no such file");
  }

  /** The whole file won't do. */
  public DatasetException wrong(String why) {
    return new DatasetException(at() + ": " + why + "; give the path of " + kind + what + ".");
  }

  /** It, or a place in it, is in another encoding. */
  DatasetException notUtf8(String place) {
    return new DatasetException(
        place
            + ": isn't UTF-8; expected "
            + what
            + ", in UTF-8. Convert the file; if it is in Latin-1, with iconv -f LATIN1 -t UTF-8.");
  }

  /** It can't be read any further. */
  static DatasetException unread(String place, IOException e) {
    return new DatasetException(place + ": can't be read: " + e.getMessage() + ".");
  }

  /** The option and the file. */
  public String at() {
    return option + path;
  }

  /** The same with a line, counted from 1. */
  String at(long line) {
    return at() + ", line " + line;
  }

  /** The text of UTF-8. */
  static String decoded(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
