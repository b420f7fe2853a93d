package llmbench.options.syntax;

/** Texts as Python shows them. */
public final class PythonText {

  private PythonText() {}

  /** {@code repr} of a text: in single quotes, or in double ones where it has single ones alone. */
  public static String repr(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder out = new StringBuilder().append(quote);
    text.codePoints().forEach(point -> append(out, point, quote));
    return out.append(quote).toString();
  }

  private static void append(StringBuilder out, int point, char quote) {
    switch (point) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      default -> {
        if (point == quote) {
          out.append('\\').append(quote);
        } else if (isPrintable(point)) {
          out.appendCodePoint(point);
        } else if (point <= 0xFF) {
          out.append(String.format("\\x%02x", point));
        } else {
          out.append(String.format(point <= 0xFFFF ? "\\u%04x" : "\\U%08x", point));
        }
      }
    }
  }

  /** {@code str.isprintable}: no separator but the blank, and nothing of the group "other". */
  public static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> point == ' ';
      default -> true;
    };
  }
}
