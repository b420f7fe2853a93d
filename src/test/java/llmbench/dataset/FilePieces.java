package llmbench.dataset;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/**
 * Texts within a file, such as its lines: only where they are is held, twelve bytes each, and each
 * is read when it is asked for. So a file may be larger than the memory, in any order.
 *
 * <p>Once all are added, texts may be read in any thread.
 */
public final class FilePieces implements Closeable {

  private static final int FIRST = 1024;

  private final DatasetFile file;
  private final FileChannel channel;
  private long[] starts = new long[FIRST];
  private int[] lengths = new int[FIRST];
  private int size;

  private FilePieces(DatasetFile file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens a file.
   *
   * @throws DatasetException when it can't be opened; the message says why and what was expected
   */
  static FilePieces open(DatasetFile file) {
    return new FilePieces(file, file.channel());
  }

  /** The file that they are of. */
  public DatasetFile file() {
    return file;
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
  public int size() {
    return size;
  }

  /** A text, by its number from 0 on. */
  public String text(int piece) {
    try {
      return DatasetFile.decoded(bytes(starts[piece], lengths[piece]));
    } catch (CharacterCodingException e) {
      throw file.notUtf8(at(piece));
    } catch (IOException e) {
      throw DatasetFile.unread(at(piece), e);
    }
  }

  /** The option, its file, and in which line a text begins; the lines before are counted. */
  String at(int piece) {
    return file.at(line(starts[piece]));
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
      throw DatasetFile.unread(file.at(), e);
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
