package llmbench.files;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The lines of a text file, to be taken in any order: eight bytes a line are held, and no text. A
 * line ends with LF, CR or both, as Python reads them; behind the last end there is no line.
 *
 * <p>Thread-safe. The file is not to change meanwhile.
 */
public final class IndexedLines implements Closeable {

  private static final int BUFFER = 1 << 16;

  private final FileChannel file;
  private final Offsets begins;

  /** Where lines begin, ascending; behind the last line's is the file's end. */
  private static final class Offsets {

    private long[] all = new long[64];
    private int size;

    void add(long offset) {
      if (size == all.length) {
        all = Arrays.copyOf(all, Math.addExact(size, size / 2));
      }
      all[size++] = offset;
    }
  }

  private IndexedLines(FileChannel file, Offsets begins) {
    this.file = file;
    this.begins = begins;
  }

  /**
   * Reads a file once, for where its lines begin.
   *
   * @throws IOException when it can't be read
   */
  public static IndexedLines of(Path file) throws IOException {
    Offsets begins = begins(file);
    return new IndexedLines(FileChannel.open(file, StandardOpenOption.READ), begins);
  }

  private static Offsets begins(Path file) throws IOException {
    Offsets begins = new Offsets();
    begins.add(0);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      long read = 0;
      int before = 0;
      for (int c = in.read(); c >= 0; c = in.read()) {
        // LF behind CR belongs to it, so that a line begins behind both.
        if (before == '\r' && c != '\n') {
          begins.add(read);
        }
        read++;
        if (c == '\n') {
          begins.add(read);
        }
        before = c;
      }
      if (begins.all[begins.size - 1] < read) {
        begins.add(read);
      }
    }
    return begins;
  }

  /** How many lines there are. */
  public int size() {
    return begins.size - 1;
  }

  /**
   * The bytes of a line, without its end.
   *
   * @param number from 0
   * @throws IOException when it can't be read any more
   */
  public byte[] line(int number) throws IOException {
    if (number < 0 || number >= size()) {
      throw new IndexOutOfBoundsException("line " + number + " of " + size());
    }
    long begin = begins.all[number];
    ByteBuffer line = ByteBuffer.allocate(Math.toIntExact(begins.all[number + 1] - begin));
    while (line.hasRemaining()) {
      if (file.read(line, begin + line.position()) < 0) {
        throw new EOFException("it is shorter than it was");
      }
    }
    byte[] bytes = line.array();
    int length = bytes.length;
    while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
      length--;
    }
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
