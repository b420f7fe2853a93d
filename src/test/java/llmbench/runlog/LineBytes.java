package llmbench.runlog;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a file as bytes: what is not UTF-8, as a killed run may leave it, is for the parser
 * to refuse, not a reason to stop.
 */
final class LineBytes implements AutoCloseable {

  /** A longer line is none of ours: its rest is skipped. */
  private static final int MAX_LINE_BYTES = 1 << 28;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;

  /** Of the buffer's end. */
  private long fileOffset;

  private byte[] line = new byte[1 << 12];
  private int length;
  private long offset;
  private boolean ended;

  LineBytes(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line; false at the end. */
  boolean next() throws IOException {
    length = 0;
    offset = fileOffset - (end - at);
    ended = false;
    boolean any = false;
    while (fill()) {
      any = true;
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      append(from, at);
      if (at < end) {
        at++;
        ended = true;
        return true;
      }
    }
    return any;
  }

  /** The line's bytes, up to {@link #length()}; valid until the next one. */
  byte[] bytes() {
    return line;
  }

  int length() {
    return length;
  }

  /** Where in the file the line begins. */
  long offset() {
    return offset;
  }

  /** Whether a line feed ends it. */
  boolean isEnded() {
    return ended;
  }

  boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\r' && line[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean fill() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(buffer));
      fileOffset += end;
    }
    return end > 0;
  }

  private void append(int from, int to) {
    int more = Math.min(to - from, MAX_LINE_BYTES - length);
    if (line.length - length < more) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + more));
    }
    System.arraycopy(buffer, from, line, length, more);
    length += more;
  }
}
