package llmbench.tokenizer.jinja;

/** Texts that are filled up to a width, in code points. */
final class Padding {

  private Padding() {}

  static String left(String text, Bound arguments) {
    return text + fill(missing(text, arguments), arguments);
  }

  static String right(String text, Bound arguments) {
    return fill(missing(text, arguments), arguments) + text;
  }

  static String center(String text, Bound arguments) {
    int missing = missing(text, arguments);
    // As CPython: an odd rest goes to the left where the width is odd.
    int left = missing / 2 + (missing & Numbers.index(arguments.required(0)) & 1);
    return fill(left, arguments) + text + fill(missing - left, arguments);
  }

  static String zeros(String text, Bound arguments) {
    int missing = missing(text, arguments);
    int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    return text.substring(0, sign) + "0".repeat(missing) + text.substring(sign);
  }

  private static int missing(String text, Bound arguments) {
    int width = Numbers.index(arguments.required(0));
    if (width > 100_000) {
      throw new JinjaException("a width of " + width + " is too great");
    }
    return Math.max(0, width - Values.length(text));
  }

  private static String fill(int count, Bound arguments) {
    String with = arguments.has(1) ? arguments.text(1) : " ";
    if (Values.length(with) != 1) {
      throw new JinjaException("what fills must be one character, not " + Texts.repr(with));
    }
    return with.repeat(count);
  }
}
