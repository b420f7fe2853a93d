package llmbench.recorder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that only ever holds whole lines: they are collected in memory and written together, so
 * that whoever reads it, or is left with it after a crash, finds no half of one.
 */
final class LineFile implements AutoCloseable {

  private static final int FULL_BYTES = 256 * 1024;

  private final FileChannel channel;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream(FULL_BYTES + 16 * 1024);

  /** Creates the file; an old one of this name is replaced. */
  LineFile(Path file) throws IOException {
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
  }

  /** Writes one line, line feed included, to the stream it is given. */
  interface Line {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Collects a line. */
  void append(Line line) throws IOException {
    line.writeTo(pending);
  }

  /** Whether so much is collected that it should be flushed. */
  boolean isFull() {
    return pending.size() >= FULL_BYTES;
  }

  /** Hands all collected lines to the operating system. */
  void flush() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(pending.toByteArray());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    pending.reset();
  }

  /** Waits until all flushed lines are on disk. */
  void sync() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
