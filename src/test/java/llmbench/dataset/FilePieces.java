package llmbench.dataset;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Texts within a file, such as its lines: only where they are is held, twelve bytes each, and each
 * is read when it is asked for. So a file may be larger than the memory, in any order.
 *
 * <p>Once all are added, texts may be read in any thread.
 */
final class FilePieces implements Closeable {

  private static final int FIRST = 1024;

  private final Path file;
  private final String what;
  private final FileChannel channel;
  private long[] starts = new long[FIRST];
  private int[] lengths = new int[FIRST];
  private int size;

  private FilePieces(Path file, String what, FileChannel channel) {
    this.file = file;
    this.what = what;
    this.channel = channel;
  }

  /**
   * Opens a file.
   *
   * @param what it holds, to end "a text file with …"
   * @throws DatasetException when it can't be opened; the message says why and what was expected
   */
  static FilePieces open(String path, String what) {
    Path file = path(path, what);
    if (Files.isDirectory(file)) {
      throw Utf8Lines.wrong(file, "is a folder", what);
    }
    try {
      return new FilePieces(file, what, FileChannel.open(file));
    } catch (IOException e) {
      String why = Files.exists(file) ? "can't be read" : "no such file";
      throw Utf8Lines.wrong(file, why, what);
    }
  }

  /** The path of a text that was given as one. */
  static Path path(String path, String what) {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new DatasetException(
          Utf8Lines.OPTION + "isn't a path; give that of a text file with " + what + ".");
    }
  }

  Path file() {
    return file;
  }

  /** What the file holds. */
  String what() {
    return what;
  }

  /** The file itself, to be read from its beginning. */
  FileChannel channel() {
    return channel;
  }

  /** One more text; in bytes. */
  void add(long start, int length) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      lengths = Arrays.copyOf(lengths, size * 2);
    }
    starts[size] = start;
    lengths[size] = length;
    size++;
  }

  /** How many texts there are. */
  int size() {
    return size;
  }

  /** A text, by its number from 0 on. */
  String text(int piece) {
    try {
      return Utf8Lines.decoded(bytes(starts[piece], lengths[piece]));
    } catch (CharacterCodingException e) {
      throw Utf8Lines.notUtf8(at(piece), what);
    } catch (IOException e) {
      throw Utf8Lines.unread(at(piece), e);
    }
  }

  /** The option, its file, and in which line a text begins; the lines before are counted. */
  String at(int piece) {
    return Utf8Lines.OPTION + file + ", line " + line(starts[piece]);
  }

  private long line(long end) {
    long line = 1;
    try {
      int most = 1 << 16;
      for (long place = 0; place < end; place += most) {
        for (byte one : bytes(place, (int) Math.min(most, end - place))) {
          line += one == '\n' ? 1 : 0;
        }
      }
    } catch (IOException e) {
      throw Utf8Lines.unread(Utf8Lines.OPTION + file, e);
    }
    return line;
  }

  private byte[] bytes(long start, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, start + bytes.position()) < 0) {
        throw new EOFException("it has become shorter");
      }
    }
    return bytes.array();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // What was read is whole; nothing was written.
    }
  }
}
