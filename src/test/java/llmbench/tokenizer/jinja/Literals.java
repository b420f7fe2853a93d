package llmbench.tokenizer.jinja;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;

/** What stands for itself, and names. */
final class Literals {

  static final Map<String, Object> CONSTANTS =
      Map.of(
          "true", true,
          "True", true,
          "false", false,
          "False", false,
          "none", None.NONE,
          "None", None.NONE);

  private Literals() {}

  static Object number(Token token) {
    String text = token.text().replace("_", "").toLowerCase(Locale.ROOT);
    if (token.kind() == Token.Kind.FLOAT) {
      return Double.valueOf(text);
    }
    int base =
        text.startsWith("0x") ? 16 : text.startsWith("0o") ? 8 : text.startsWith("0b") ? 2 : 10;
    BigInteger number = new BigInteger(base == 10 ? text : text.substring(2), base);
    try {
      return Numbers.fitting(number);
    } catch (JinjaException e) {
      throw e.at(token.line());
    }
  }

  static String identifier(Token token) {
    if (!Character.isLetter(token.text().codePointAt(0)) && !token.text().startsWith("_")) {
      throw new JinjaException("invalid character in identifier '" + token.text() + "'")
          .at(token.line());
    }
    return token.text();
  }
}
