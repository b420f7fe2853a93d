package llmbench.dataset;

/** Texts as Python handles them. */
public final class PythonText {

  private PythonText() {}

  /** {@code text.strip()}: other characters are blanks than for Java. */
  public static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** {@code c.isspace()}. */
  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || c == '\u0085' || Character.isSpaceChar(c);
  }

  /** {@code len(text)}: characters beyond the first 65,536 count once. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
