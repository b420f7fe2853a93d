package llmbench.target;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A character as JSON, a URL or HTML writes one that it doesn't write as it is.
 *
 * @param written what it stands for; empty where the text ends within it
 * @param length of the escape in the text
 */
record Escape(String written, int length) {

  private static final int HEX = 16;
  private static final int DECIMAL = 10;
  private static final int PERCENT_LENGTH = 3;
  private static final int MAX_UTF8_BYTES = 4;

  /** More digits than any character has; leading zeros are allowed. */
  private static final int MAX_ENTITY_DIGITS = 8;

  private static final String PLAIN = "\"\\/'";
  private static final String CONTROLS = "bfnrt";
  private static final String CONTROLS_MEANT = "\b\f\n\r\t";

  /** Those that every writer of HTML and XML has. */
  private static final List<String> NAMES = List.of("amp;", "lt;", "gt;", "quot;", "apos;");

  private static final List<String> NAMED = List.of("&", "<", ">", "\"", "'");

  /** The escape that begins at a place of a text; null when none does. */
  static @Nullable Escape at(String text, int place) {
    return switch (text.charAt(place)) {
      case '\\' -> afterBackslash(text, place);
      case '%' -> percent(text, place);
      case '&' -> entity(text, place);
      default -> null;
    };
  }

  private static @Nullable Escape afterBackslash(String text, int place) {
    if (place + 1 == text.length()) {
      return cutOff(text, place);
    }
    char kind = text.charAt(place + 1);
    if (kind == 'u') {
      return hex(text, place, 2, 4);
    }
    if (kind == 'x') {
      return hex(text, place, 2, 2);
    }
    int control = CONTROLS.indexOf(kind);
    if (control >= 0) {
      return new Escape(CONTROLS_MEANT.substring(control, control + 1), 2);
    }
    return PLAIN.indexOf(kind) < 0 ? null : new Escape(String.valueOf(kind), 2);
  }

  /** A character by exactly so many digits behind an escape's head. */
  private static @Nullable Escape hex(String text, int place, int head, int digits) {
    int from = place + head;
    int found = digits(text, from, digits, HEX);
    if (found < digits) {
      return from + found == text.length() ? cutOff(text, place) : null;
    }
    String number = text.substring(from, from + digits);
    return new Escape(String.valueOf((char) Integer.parseInt(number, HEX)), head + digits);
  }

  /** A byte, or as many as a character has in UTF-8; one that is none of it is Latin. */
  private static @Nullable Escape percent(String text, int place) {
    Escape first = hex(text, place, 1, 2);
    if (first == null || first.written().isEmpty()) {
      return first;
    }
    byte[] bytes = new byte[MAX_UTF8_BYTES];
    int count = utf8Bytes(first.written().charAt(0));
    for (int i = 0; i < count; i++) {
      int from = place + i * PERCENT_LENGTH;
      Escape one = from < text.length() && text.charAt(from) == '%' ? hex(text, from, 1, 2) : null;
      if (one == null || one.written().isEmpty()) {
        return first;
      }
      bytes[i] = (byte) one.written().charAt(0);
    }
    String character = new String(bytes, 0, count, StandardCharsets.UTF_8);
    return character.indexOf('\ufffd') >= 0 ? first : new Escape(character, count * PERCENT_LENGTH);
  }

  private static int utf8Bytes(char first) {
    if (first >= 0xF0) {
      return 4;
    }
    return first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
  }

  private static @Nullable Escape entity(String text, int place) {
    if (text.startsWith("#", place + 1)) {
      return number(text, place);
    }
    for (int i = 0; i < NAMES.size(); i++) {
      String name = NAMES.get(i);
      if (text.startsWith(name, place + 1)) {
        return new Escape(NAMED.get(i), 1 + name.length());
      }
      if (name.startsWith(text.substring(place + 1, Math.min(text.length(), place + 6)))
          && text.length() - place <= name.length()) {
        return cutOff(text, place);
      }
    }
    return null;
  }

  /** As browsers read it, which do without the semicolon. */
  private static @Nullable Escape number(String text, int place) {
    boolean isHex = text.startsWith("x", place + 2) || text.startsWith("X", place + 2);
    int from = place + (isHex ? 3 : 2);
    int base = isHex ? HEX : DECIMAL;
    int found = digits(text, from, MAX_ENTITY_DIGITS, base);
    int end = from + found;
    if (end >= text.length()) {
      // More digits might have followed.
      return cutOff(text, place);
    }
    if (found == 0) {
      return null;
    }
    long character = Long.parseLong(text.substring(from, end), base);
    return character > Character.MAX_CODE_POINT
        ? null
        : new Escape(
            Character.toString((int) character),
            (text.startsWith(";", end) ? end + 1 : end) - place);
  }

  /** How many digits there are, up to so many. */
  private static int digits(String text, int from, int most, int base) {
    int found = 0;
    while (found < most
        && from + found < text.length()
        && text.charAt(from + found) < 0x80
        && Character.digit(text.charAt(from + found), base) >= 0) {
      found++;
    }
    return found;
  }

  private static Escape cutOff(String text, int place) {
    return new Escape("", text.length() - place);
  }
}
