package llmbench.timeline;

/**
 * Bytes of an event stream become messages, however the network cut them.
 *
 * <p>Knows the rules of the WHATWG event stream: lines end with LF, CR or CRLF, a blank line ends a
 * message, lines that begin with a colon are comments, several {@code data} lines are joined by LF.
 * Knows neither JSON nor HTTP. A message that came in one read is handed on where it lies; only
 * what was cut is copied.
 *
 * <p>A message's time is that of the read which brought the last byte of its data: a blank line
 * that comes later adds nothing.
 *
 * <p>Not thread-safe.
 */
final class SseReader {

  /** Receives the messages. */
  interface Handler {

    /**
     * A message is whole.
     *
     * @param bytes holds the message's data in [from, to); valid during the call only
     * @param error whether its {@code event} field says {@code error}
     * @param nanos time of the read that brought its last byte of data
     */
    void message(byte[] bytes, int from, int to, boolean error, long nanos);

    /** The message just handed on lay in [from, to) of one read, all its lines included. */
    default void lines(byte[] bytes, int from, int to) {}

    /**
     * A message may begin here: a handler that knows it by its bytes takes it as it lies.
     *
     * @return where the message that was taken ends, its blank line included; -1 if none was
     */
    default int taken(byte[] bytes, int from, int to, long nanos) {
      return -1;
    }
  }

  /** A longer line or message is no token stream: it is refused before it fills the heap. */
  static final int MAX_MESSAGE_BYTES = 8 << 20;

  private static final byte[] DATA = {'d', 'a', 't', 'a'};
  private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
  private static final byte[] ERROR = {'e', 'r', 'r', 'o', 'r'};

  private final Handler handler;

  /** The line that the last read left unfinished, and the time of its last byte. */
  private final Bytes line = new Bytes(512);

  private long lineNanos;

  /** Whether the last read ended with CR: a LF that follows belongs to it. */
  private boolean afterCr;

  private boolean firstLine = true;

  /** Data of the message under way: [dataFrom, dataTo) of {@code data}. */
  private byte[] data = {};

  private int dataFrom;
  private int dataTo;
  private boolean hasData;
  private long dataNanos;

  /** Where data is copied to when it can't stay where it lies. */
  private final Bytes keptData = new Bytes(512);

  private boolean errorEvent;
  private boolean tooLong;

  /** Whether the next line is the first of a message: nothing was kept since the last one. */
  private boolean between;

  /** Whether the last blank line ended a message whose data was handed on where it lies. */
  private boolean inPlace;

  SseReader(Handler handler) {
    this.handler = handler;
  }

  /** Whether a line or message exceeded {@link #MAX_MESSAGE_BYTES}; all later bytes are ignored. */
  boolean tooLong() {
    return tooLong;
  }

  /** Takes what one network read brought, [from, to) of {@code bytes}. */
  void read(byte[] bytes, int from, int to, long nanos) {
    int at = from;
    if (afterCr && at < to) {
      afterCr = false;
      if (bytes[at] == '\n') {
        at++;
      }
    }
    int messageFrom = between ? at : -1;
    while (at < to && !tooLong) {
      if (between) {
        int past = handler.taken(bytes, at, to, nanos);
        if (past >= 0) {
          at = past;
          messageFrom = at;
          continue;
        }
      }
      int end = lineEnd(bytes, at, to);
      if (end < 0) {
        keepLine(bytes, at, to, nanos);
        break;
      }
      if (line.size() == 0) {
        line(bytes, at, end, nanos);
      } else {
        long lastByteNanos = end > at ? nanos : lineNanos;
        keepLine(bytes, at, end, lastByteNanos);
        line(line.array(), 0, line.size(), lastByteNanos);
        keepData();
        line.clear();
      }
      at = end + 1;
      if (bytes[end] == '\r') {
        if (at == to) {
          afterCr = true;
        } else if (bytes[at] == '\n') {
          at++;
        }
      }
      if (between) {
        // What ends with CR may have a LF to come.
        if (inPlace && messageFrom >= 0 && bytes[at - 1] == '\n') {
          handler.lines(bytes, messageFrom, at);
        }
        messageFrom = at;
      }
    }
    keepData();
  }

  /**
   * Takes the end of the stream.
   *
   * @return whether something was left that no blank line had ended; it was handed on as a message
   */
  boolean end() {
    if (line.size() > 0) {
      line(line.array(), 0, line.size(), lineNanos);
      keepData();
      line.clear();
    }
    boolean left = hasData;
    dispatch();
    return left;
  }

  private static int lineEnd(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '\n' || b == '\r') {
        return i;
      }
    }
    return -1;
  }

  private void keepLine(byte[] bytes, int from, int to, long nanos) {
    between = false;
    if (line.size() + (to - from) > MAX_MESSAGE_BYTES) {
      refuse();
      return;
    }
    line.append(bytes, from, to);
    lineNanos = nanos;
  }

  private void line(byte[] bytes, int start, int to, long nanos) {
    int from = start;
    if (firstLine) {
      firstLine = false;
      from = afterByteOrderMark(bytes, start, to);
    }
    between = from == to;
    if (from == to) {
      dispatch();
    } else if (isField(DATA, bytes, from, to)) {
      data(bytes, valueStart(DATA, bytes, from, to), to, nanos);
    } else if (isField(EVENT, bytes, from, to)) {
      int value = valueStart(EVENT, bytes, from, to);
      errorEvent = to - value == ERROR.length && startsWith(ERROR, bytes, value, to);
    }
  }

  private void data(byte[] bytes, int from, int to, long nanos) {
    dataNanos = nanos;
    if (!hasData) {
      hasData = true;
      data = bytes;
      dataFrom = from;
      dataTo = to;
      return;
    }
    keepData();
    if (keptData.size() + (to - from) > MAX_MESSAGE_BYTES) {
      refuse();
      return;
    }
    keptData.append('\n');
    keptData.append(bytes, from, to);
    data = keptData.array();
    dataTo = keptData.size();
  }

  /** Copies the data under way out of a buffer that is about to be used for something else. */
  private void keepData() {
    if (hasData && data != keptData.array()) {
      keptData.clear();
      keptData.append(data, dataFrom, dataTo);
      data = keptData.array();
      dataFrom = 0;
      dataTo = keptData.size();
    }
  }

  private void dispatch() {
    inPlace = hasData && data != keptData.array();
    if (hasData) {
      handler.message(data, dataFrom, dataTo, errorEvent, dataNanos);
      hasData = false;
    }
    errorEvent = false;
  }

  private void refuse() {
    tooLong = true;
    hasData = false;
    line.clear();
    keptData.clear();
  }

  private static int afterByteOrderMark(byte[] bytes, int from, int to) {
    boolean mark =
        to - from >= 3
            && bytes[from] == (byte) 0xEF
            && bytes[from + 1] == (byte) 0xBB
            && bytes[from + 2] == (byte) 0xBF;
    return mark ? from + 3 : from;
  }

  /** Whether the line has this field's name: all of the line, or all before its first colon. */
  private static boolean isField(byte[] name, byte[] bytes, int from, int to) {
    return startsWith(name, bytes, from, to)
        && (to - from == name.length || bytes[from + name.length] == ':');
  }

  /** Where a field's value begins: after the colon and one blank, if they are there. */
  private static int valueStart(byte[] name, byte[] bytes, int from, int to) {
    int value = Math.min(from + name.length + 1, to);
    return value < to && bytes[value] == ' ' ? value + 1 : value;
  }

  private static boolean startsWith(byte[] prefix, byte[] bytes, int from, int to) {
    if (to - from < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (bytes[from + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
