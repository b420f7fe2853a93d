package llmbench.recorder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import llmbench.files.WholeFile;

/**
 * A file that only ever holds whole lines: they are collected in memory and written together, so
 * that whoever reads it, or is left with it after a crash, finds no half of one.
 *
 * <p>What can't be written, because the disk is full, is kept and tried again: a file whose disk
 * has room again has no gap.
 */
final class LineFile implements AutoCloseable {

  private static final int FULL_BYTES = 256 * 1024;

  /** No more than this waits for room on the disk. */
  private static final int MAX_BYTES = 16 << 20;

  private final WritableByteChannel channel;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream(FULL_BYTES + 16 * 1024);

  /** By itself, so that a line that can't be made leaves no half of it. */
  private final ByteArrayOutputStream next = new ByteArrayOutputStream();

  private ByteBuffer writing = ByteBuffer.allocate(0);
  private int pendingLines;

  LineFile(WritableByteChannel channel) {
    this.channel = channel;
  }

  /** Creates the file; an old one of this name is replaced. */
  static LineFile create(Path file) throws IOException {
    return new LineFile(WholeFile.begin(file));
  }

  /** Writes one line, line feed included, to the stream it is given. */
  interface Line {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Collects a line.
   *
   * @return whether there was room for it; only while nothing can be written there is none
   */
  boolean append(Line line) throws IOException {
    if (pending.size() >= MAX_BYTES) {
      return false;
    }
    next.reset();
    line.writeTo(next);
    next.writeTo(pending);
    pendingLines++;
    return true;
  }

  /** Whether so much is collected that it should be flushed. */
  boolean isFull() {
    return pending.size() >= FULL_BYTES;
  }

  /** How many collected lines are not in the file, or not whole. */
  int waiting() {
    int lines = pendingLines;
    for (int i = writing.position(); i < writing.limit(); i++) {
      lines += writing.get(i) == '\n' ? 1 : 0;
    }
    return lines;
  }

  /**
   * Hands all collected lines to the operating system.
   *
   * @throws IOException when it doesn't take all; the rest comes with the next flush
   */
  void flush() throws IOException {
    while (writing.hasRemaining() || pending.size() > 0) {
      if (!writing.hasRemaining()) {
        writing = ByteBuffer.wrap(pending.toByteArray());
        pending.reset();
        pendingLines = 0;
      }
      while (writing.hasRemaining()) {
        channel.write(writing);
      }
    }
  }

  /** Waits until all flushed lines are on disk. */
  void sync() throws IOException {
    if (channel instanceof FileChannel file) {
      file.force(false);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
