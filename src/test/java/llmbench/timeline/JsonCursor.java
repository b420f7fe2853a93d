package llmbench.timeline;

import java.nio.charset.StandardCharsets;

/**
 * Walks over JSON in a byte array without making strings or trees: cheap enough for the event loop.
 *
 * <p>Strict (RFC 8259), except for invalid UTF-8, which it lets pass. After the first error every
 * step is a no-op and {@link #failed()} is true, so callers check once, at the end.
 *
 * <p>Not thread-safe; made to be reused.
 */
public final class JsonCursor {

  /** Deeper nesting is refused: no chunk has it, and a walk must not exhaust the stack. */
  private static final int MAX_DEPTH = 64;

  private byte[] bytes = {};
  private int at;
  private int end;
  private int depth;
  private boolean failed;

  private int stringFrom;
  private int stringTo;
  private boolean stringEscaped;

  /** Begins a walk over [from, to) of {@code bytes}. */
  public void reset(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    at = from;
    end = to;
    depth = 0;
    failed = false;
  }

  /** Whether the JSON was found to be malformed. */
  public boolean failed() {
    return failed;
  }

  /** The next byte that is no blank, without taking it; -1 at the end. */
  public int peek() {
    while (at < end) {
      byte b = bytes[at];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        // Unsigned: a byte beyond ASCII is no end.
        return b & 0xFF;
      }
      at++;
    }
    return -1;
  }

  /** Takes the next byte that is no blank if it is this one. */
  public boolean take(char wanted) {
    if (peek() == wanted) {
      at++;
      return true;
    }
    return false;
  }

  /** Opens an object or array; true if it has a first member. */
  public boolean open(char opening, char closing) {
    if (!take(opening) || ++depth > MAX_DEPTH) {
      fail();
      return false;
    }
    if (take(closing)) {
      depth--;
      return false;
    }
    return !failed;
  }

  /** Between members: true if another one follows, false if the object or array ended. */
  public boolean more(char closing) {
    if (take(',')) {
      return true;
    }
    if (take(closing)) {
      depth--;
    } else {
      fail();
    }
    return false;
  }

  /** Takes a key and its colon; then see {@link #stringIs}. */
  public void key() {
    string();
    if (!take(':')) {
      fail();
    }
  }

  /**
   * Takes a string; then see {@link #stringIs}, {@link #stringLength} and {@link #appendString}.
   */
  public void string() {
    if (!take('"')) {
      fail();
      return;
    }
    stringFrom = at;
    stringEscaped = false;
    while (at < end) {
      byte b = bytes[at];
      if (b == '"') {
        stringTo = at++;
        return;
      }
      if (b == '\\') {
        stringEscaped = true;
        escape();
      } else if (b >= 0 && b < 0x20) {
        break;
      } else {
        at++;
      }
    }
    fail();
  }

  /** Whether the string just taken is this ASCII text. */
  public boolean stringIs(String ascii) {
    if (stringTo - stringFrom != ascii.length() || failed) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[stringFrom + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where the string just taken begins, behind its quote. */
  public int stringFrom() {
    return stringFrom;
  }

  /** Where it ends, before its quote. */
  public int stringTo() {
    return stringTo;
  }

  /** Length in bytes of the string just taken, as it stands in the JSON; 0 after an error. */
  public int stringLength() {
    return failed ? 0 : stringTo - stringFrom;
  }

  /** Appends the string just taken as UTF-8, with escapes resolved. */
  public void appendString(Bytes target) {
    if (failed) {
      return;
    }
    if (!stringEscaped) {
      target.append(bytes, stringFrom, stringTo);
      return;
    }
    int i = stringFrom;
    while (i < stringTo) {
      byte b = bytes[i++];
      if (b != '\\') {
        target.append(b);
        continue;
      }
      byte escape = bytes[i++];
      if (escape != 'u') {
        target.append(unescaped(escape));
        continue;
      }
      int unit = hex(i);
      i += 4;
      if (Character.isHighSurrogate((char) unit) && lowSurrogateAt(i)) {
        unit = Character.toCodePoint((char) unit, (char) hex(i + 2));
        i += 6;
      }
      boolean lone = unit >= Character.MIN_SURROGATE && unit <= Character.MAX_SURROGATE;
      target.appendCodePoint(lone ? 0xFFFD : unit);
    }
  }

  /** Takes any value. */
  public void skip() {
    switch (peek()) {
      case '{' -> {
        for (boolean more = open('{', '}'); more; more = more('}')) {
          key();
          skip();
        }
      }
      case '[' -> {
        for (boolean more = open('[', ']'); more; more = more(']')) {
          skip();
        }
      }
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> takeNumber();
    }
  }

  /** Takes any value; whether it was {@code true}. */
  public boolean isTrue() {
    boolean yes = peek() == 't';
    skip();
    return yes && !failed;
  }

  /** Takes any value; whether it is true to Python: neither null, false, 0 nor empty. */
  public boolean isTruthy() {
    int first = peek();
    int from = at;
    skip();
    return !failed
        && switch (first) {
          case '"', '[', '{' -> hasContent(from + 1, at - 1);
          case 't' -> true;
          case 'f', 'n' -> false;
          default -> value(from) != 0;
        };
  }

  /** Whether something else than blanks is between the quotes or brackets. */
  private boolean hasContent(int from, int to) {
    if (bytes[to] == '"') {
      return to > from;
    }
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return true;
      }
    }
    return false;
  }

  /** Takes any value; the value if it was a number, else not a number. */
  public double number() {
    int first = peek();
    int from = at;
    skip();
    boolean number = first == '-' || (first >= '0' && first <= '9');
    return number && !failed ? value(from) : Double.NaN;
  }

  /** The number that begins there and was taken. */
  private double value(int from) {
    return Double.parseDouble(new String(bytes, from, at - from, StandardCharsets.US_ASCII));
  }

  /** Takes any value; the value if it was a whole number that fits an int, else -1. */
  public int wholeNumber() {
    peek();
    int from = at;
    skip();
    long value = 0;
    for (int i = from; i < at; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9 || value > Integer.MAX_VALUE) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return failed || at == from || value > Integer.MAX_VALUE ? -1 : (int) value;
  }

  /** Whether nothing but blanks is left; what else is left makes the JSON malformed. */
  public boolean atEnd() {
    if (peek() >= 0) {
      fail();
    }
    return !failed;
  }

  private void fail() {
    failed = true;
    at = end;
  }

  private void literal(String ascii) {
    for (int i = 0; i < ascii.length(); i++, at++) {
      if (at >= end || bytes[at] != ascii.charAt(i)) {
        fail();
        return;
      }
    }
  }

  private void takeNumber() {
    take('-');
    if (at < end && bytes[at] == '0') {
      at++;
    } else {
      digits();
    }
    if (at < end && bytes[at] == '.') {
      at++;
      digits();
    }
    if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
      at++;
      if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }
      digits();
    }
  }

  private void digits() {
    int from = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at == from) {
      fail();
    }
  }

  private void escape() {
    if (at + 1 >= end) {
      fail();
      return;
    }
    byte escape = bytes[at + 1];
    if (escape == 'u') {
      if (at + 6 > end || hex(at + 2) < 0) {
        fail();
        return;
      }
      at += 6;
    } else if (unescaped(escape) < 0) {
      fail();
    } else {
      at += 2;
    }
  }

  private static int unescaped(byte escape) {
    return switch (escape) {
      case '"', '\\', '/' -> escape;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> -1;
    };
  }

  private boolean lowSurrogateAt(int i) {
    return i + 6 <= stringTo
        && bytes[i] == '\\'
        && bytes[i + 1] == 'u'
        && Character.isLowSurrogate((char) hex(i + 2));
  }

  /** The four hex digits at {@code i}; -1 if they are none. */
  private int hex(int i) {
    int value = 0;
    for (int k = i; k < i + 4; k++) {
      int digit = Character.digit(bytes[k], 16);
      if (digit < 0) {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }
}
