package llmbench.llm;

/**
 * Follows the framing of one chunked HTTP/1.1 answer (RFC 9112, 7.1) over the reads of its
 * connection: where a read begins with whole chunks, what is in them can be had without the HTTP
 * decoder.
 *
 * <p>It knows the plainest form only: a head that comes in one read, sizes without extensions,
 * CRLF. After anything else it is lost, and stays so until the next answer: all is the decoder's
 * then.
 *
 * <p>Not thread-safe; one for each connection.
 */
final class ChunkedFraming {

  /** A chunk, where it lies. */
  interface Chunks {

    /**
     * Takes a chunk's content.
     *
     * @return whether it takes more
     */
    boolean chunk(byte[] bytes, int from, int to);
  }

  private enum At {
    HEAD,
    SIZE,
    SIZE_LF,
    CONTENT,
    CONTENT_CR,
    CONTENT_LF,
    LOST
  }

  /** Longer chunks are the decoder's. */
  private static final int MAX_DIGITS = 6;

  private static final byte[] OK = {
    'H', 'T', 'T', 'P', '/', '1', '.', '1', ' ', '2', '0', '0', ' '
  };

  private At at = At.LOST;
  private int digits;
  private int size;

  /** The next byte of the connection is an answer's first. */
  void begin() {
    at = At.HEAD;
  }

  /** The answer isn't chunked, or nobody takes its chunks. */
  void lose() {
    at = At.LOST;
  }

  /** Whether nothing is known: there is nothing to follow before the next answer. */
  boolean isLost() {
    return at == At.LOST;
  }

  /** Whether the next byte is a chunk's first: the decoder has all of those before it. */
  boolean isBetweenChunks() {
    return at == At.SIZE && digits == 0;
  }

  /**
   * Hands on the whole chunks at the front; call it {@link #isBetweenChunks between chunks} only.
   *
   * @return where they end; the last chunk of the answer, which is empty, is left to the decoder
   */
  int take(byte[] bytes, int from, int to, Chunks chunks) {
    int next = from;
    boolean more = true;
    while (more) {
      int i = next;
      int length = 0;
      while (i < to && i - next < MAX_DIGITS && hex(bytes[i]) >= 0) {
        length = length << 4 | hex(bytes[i++]);
      }
      int content = i + 2;
      int end = content + length;
      if (length == 0 || end + 2 > to || !isLineEnd(bytes, i) || !isLineEnd(bytes, end)) {
        break;
      }
      more = chunks.chunk(bytes, content, end);
      next = end + 2;
    }
    return next;
  }

  /** Follows bytes that the decoder gets. */
  void follow(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && at != At.LOST) {
      byte b = bytes[i];
      switch (at) {
        case HEAD -> i = afterHead(bytes, i, to) - 1;
        case SIZE -> size(b);
        case SIZE_LF -> expect(b, '\n', size == 0 ? At.LOST : At.CONTENT);
        case CONTENT -> {
          int here = Math.min(size, to - i);
          size -= here;
          i += here - 1;
          at = size == 0 ? At.CONTENT_CR : At.CONTENT;
        }
        case CONTENT_CR -> expect(b, '\r', At.CONTENT_LF);
        case CONTENT_LF -> {
          digits = 0;
          size = 0;
          expect(b, '\n', At.SIZE);
        }
        default -> lose();
      }
      i++;
    }
  }

  private void size(byte b) {
    int digit = hex(b);
    if (digit >= 0 && digits < MAX_DIGITS) {
      digits++;
      size = size << 4 | digit;
    } else {
      expect(b, '\r', digits > 0 ? At.SIZE_LF : At.LOST);
    }
  }

  /** Where the head ends; nothing but CRLF may end a line in it. */
  private int afterHead(byte[] bytes, int from, int to) {
    at = At.LOST;
    for (int i = 0; i < OK.length; i++) {
      if (from + i >= to || bytes[from + i] != OK[i]) {
        return to;
      }
    }
    int line = from;
    for (int i = from; i < to; i++) {
      if (bytes[i] != '\n') {
        continue;
      }
      if (bytes[i - 1] != '\r') {
        return to;
      }
      if (i - line == 1) {
        at = At.SIZE;
        digits = 0;
        size = 0;
        return i + 1;
      }
      line = i + 1;
    }
    return to;
  }

  private void expect(byte b, char wanted, At then) {
    at = b == wanted ? then : At.LOST;
  }

  private static boolean isLineEnd(byte[] bytes, int i) {
    return bytes[i] == '\r' && bytes[i + 1] == '\n';
  }

  /** The value of a hexadecimal digit; -1 if it is none. */
  private static int hex(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    int lower = b | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
