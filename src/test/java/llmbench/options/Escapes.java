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
  private static final Pattern HEX = Pattern.compile("\\p{XDigit}{4}");
  private static final int LAST_ASCII = 0x7f;

  private Escapes() {}

  /**
   * Undoes the escapes of a Java string literal, all of them: Gatling's Maven plugin puts every
   * value into that form, quotes and backslashes as well, and nothing takes it out again.
   */
  static String ofJavaLiteral(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
        continue;
      }
      char escape = text.charAt(++i);
      int simple = "btnfr".indexOf(escape);
      if (simple >= 0) {
        plain.append("\b\t\n\f\r".charAt(simple));
      } else if (escape == 'u' && HEX.matcher(text).region(i + 1, text.length()).lookingAt()) {
        plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        plain.append(escape);
      }
    }
    return plain.toString();
  }

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
