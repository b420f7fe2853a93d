package llmbench.options.syntax;

import java.util.regex.Pattern;

/** Escapes of Java string literals, which Gatling's Maven plugin makes of {@code -D} values. */
public final class Escapes {

  private static final Pattern HEX = Pattern.compile("\\p{XDigit}{4}");

  private Escapes() {}

  /**
   * Undoes the escapes of a Java string literal, all of them: Gatling's Maven plugin puts every
   * value into that form, quotes and backslashes as well, and nothing takes it out again.
   */
  public static String ofJavaLiteral(String text) {
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
}
