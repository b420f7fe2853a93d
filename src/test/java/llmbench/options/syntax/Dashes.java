package llmbench.options.syntax;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Typographic dashes, which documents and chats make of the two in front of a flag. */
public final class Dashes {

  private static final Pattern FLAG =
      Pattern.compile(
          "[-\\u2010-\\u2015\\u2212]*[\\u2010-\\u2015\\u2212]-?([A-Za-z][\\w-]*).*",
          Pattern.DOTALL);

  private Dashes() {}

  /** The flag that a word with such a dash stands for, without its value; empty for others. */
  public static Optional<String> plain(String word) {
    Matcher flag = FLAG.matcher(word);
    return flag.matches() ? Optional.of("--" + flag.group(1)) : Optional.empty();
  }

  /** What is wrong with it. */
  public static String problem(String plain) {
    return "begins with a typographic dash, as documents write it; write " + plain;
  }
}
