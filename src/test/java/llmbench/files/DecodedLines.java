package llmbench.files;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text in UTF-8 as Python reads them, decoded one by one, so that a wrong one is
 * known and those behind it can still be read.
 */
public final class DecodedLines implements Closeable {

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private int number;
  private boolean atEnd;

  /** The lines of these bytes, which are closed with it. */
  public DecodedLines(InputStream in) {
    this.in = new BufferedInputStream(in, BUFFER);
  }

  /**
   * The next line without its end, which is LF, CR or both; null behind the last.
   *
   * @throws CharacterCodingException when it isn't UTF-8; the next call reads the line behind it
   */
  public @Nullable String next() throws IOException {
    if (atEnd) {
      return null;
    }
    number++;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int c = in.read();
    while (c >= 0 && c != '\n' && c != '\r') {
      line.write(c);
      c = in.read();
    }
    if (c == '\r') {
      in.mark(1);
      if (in.read() != '\n') {
        in.reset();
      }
    }
    atEnd = c < 0;
    return atEnd && line.size() == 0 ? null : decoded(line.toByteArray());
  }

  /** The number of the line that was read last, from 1. */
  public int number() {
    return number;
  }

  private static String decoded(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
