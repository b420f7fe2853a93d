package llmbench.tokenizer.jinja;

/** What the backslashes of a string stand for, as in Python. */
final class Escapes {

  private static final String PLAIN = "abfnrtv\\'\"";
  private static final String MEANT = "\u0007\b\f\n\r\t\u000b\\'\"";

  private Escapes() {}

  static String resolved(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int place = 0;
    while (place < text.length()) {
      char c = text.charAt(place++);
      if (c == '\\') {
        place = escape(text, place, out);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Reads what follows a backslash; returns the place behind it. */
  private static int escape(String text, int place, StringBuilder out) {
    char c = text.charAt(place);
    int plain = PLAIN.indexOf(c);
    if (plain >= 0) {
      out.append(MEANT.charAt(plain));
      return place + 1;
    }
    return switch (c) {
      case '\n' -> place + 1;
      case 'x' -> hex(text, place + 1, 2, out);
      case 'u' -> hex(text, place + 1, 4, out);
      case 'U' -> hex(text, place + 1, 8, out);
      case 'N' -> throw JinjaException.unsupported("the escape \\N{…} of a string");
      default -> octal(text, place, out);
    };
  }

  private static int hex(String text, int place, int digits, StringBuilder out) {
    int end = place + digits;
    try {
      out.appendCodePoint(Integer.parseInt(text.substring(place, end), 16));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new JinjaException("a string has an escape that is none");
    }
    return end;
  }

  private static int octal(String text, int place, StringBuilder out) {
    int end = place;
    while (end < text.length() && end < place + 3 && "01234567".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    if (end == place) {
      // Python leaves what is no escape as it is.
      out.append('\\').append(text.charAt(place));
      return place + 1;
    }
    out.appendCodePoint(Integer.parseInt(text.substring(place, end), 8));
    return end;
  }
}
