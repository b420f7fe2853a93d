package llmbench.options;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Undoes what Gatling's Maven plugin does to {@code -D} values: non-ASCII characters arrive as
 * literal {@code \\uXXXX}.
 */
final class Escapes {

  private static final Pattern ESCAPE =
      Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u(\\p{XDigit}{4})");
  private static final int LAST_ASCII = 0x7f;

  private Escapes() {}

  /** The text with those escapes decoded that stand for non-ASCII characters; no others. */
  static String decode(String text) {
    if (!text.contains("\\u")) {
      return text;
    }
    Matcher matcher = ESCAPE.matcher(text);
    StringBuilder decoded = new StringBuilder();
    while (matcher.find()) {
      int code = Integer.parseInt(matcher.group(2), 16);
      String replacement = code > LAST_ASCII ? matcher.group(1) + (char) code : matcher.group();
      matcher.appendReplacement(decoded, Matcher.quoteReplacement(replacement));
    }
    matcher.appendTail(decoded);
    return decoded.toString();
  }
}
