package llmbench.tokenizer.jinja;

import java.util.Locale;

/** Upper and lower case, as Python has them. */
final class Cases {

  private Cases() {}

  static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  static String folded(String text) {
    if (text.chars().anyMatch(c -> c >= 0x80)) {
      throw JinjaException.unsupported("str.casefold of a text that isn't ASCII");
    }
    return lower(text);
  }

  /** The first character large, all others small. */
  static String capitalized(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    return title(text.substring(0, first)) + lowerWithin(text, first);
  }

  /** Lower case of what begins there, seen with what is before it: a sigma looks back. */
  private static String lowerWithin(String text, int from) {
    String lower = lower(text);
    return lower.substring(lower(text.substring(0, from)).length());
  }

  private static String title(String character) {
    int c = character.codePointAt(0);
    int title = Character.toTitleCase(c);
    String upper = upper(character);
    boolean grows = upper.codePointCount(0, upper.length()) > 1;
    return grows ? upper.substring(0, 1) + lower(upper.substring(1)) : Character.toString(title);
  }

  /** Each run of cased characters begins large and goes on small. */
  static String titled(String text) {
    StringBuilder out = new StringBuilder();
    boolean within = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      String character = Character.toString(c);
      out.append(within ? lower(character) : title(character));
      within = isCased(c);
      i += character.length();
    }
    if (out.indexOf("σ") >= 0 || out.indexOf("ς") >= 0) {
      throw JinjaException.unsupported("str.title of a text with a sigma");
    }
    return out.toString();
  }

  static String swapped(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .mapToObj(Character::toString)
        .map(c -> Character.isUpperCase(c.codePointAt(0)) ? lower(c) : upper(c))
        .forEach(out::append);
    return out.toString();
  }

  private static boolean isCased(int c) {
    return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
  }

  /** Whether there are cased characters, and all are of that case. */
  static boolean isCased(String text, boolean upper) {
    return text.codePoints().anyMatch(Cases::isCased)
        && text.codePoints()
            .filter(Cases::isCased)
            .allMatch(upper ? Character::isUpperCase : Character::isLowerCase);
  }

  static boolean isTitled(String text) {
    boolean within = false;
    boolean any = false;
    for (int c : text.codePoints().toArray()) {
      boolean large = Character.isUpperCase(c) || Character.isTitleCase(c);
      if (large == within && isCased(c)) {
        return false;
      }
      within = isCased(c);
      any |= within;
    }
    return any;
  }

  /** Letters, and numbers of any kind. */
  static boolean isAlphanumeric(int c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  /** Digits, superscript ones and such too. */
  static boolean isDigit(int c) {
    return Character.isDigit(c)
        || c == 0xb2
        || c == 0xb3
        || c == 0xb9
        || c == 0x2070
        || (c >= 0x2074 && c <= 0x2079)
        || (c >= 0x2080 && c <= 0x2089)
        || (c >= 0x2460 && c <= 0x2468);
  }
}
