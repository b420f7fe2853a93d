package llmbench.options.syntax;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a benchmark, as it is asked for: {@code 2/4}, or {@code job/4} where the system that
 * started the process says which one it is.
 *
 * @param index from 1 to {@code of}; empty where somebody else says it
 * @param of how many parts there are
 */
public record ShardText(OptionalInt index, int of) {

  private static final String JOB = "job";
  private static final int MOST_DIGITS = 6;
  private static final Pattern FORM =
      Pattern.compile("\\s*(" + JOB + "|\\d{1,6})\\s*/\\s*(\\d{1,6})\\s*");

  /** The part that a text names; null when it names none. */
  public static @Nullable ShardText read(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || whyNot(text) != null) {
      return null;
    }
    int of = Integer.parseInt(parts.group(2));
    return parts.group(1).equals(JOB)
        ? new ShardText(OptionalInt.empty(), of)
        : new ShardText(OptionalInt.of(Integer.parseInt(parts.group(1))), of);
  }

  /** What is wrong with a text that looks like a part; null where nothing is, or it isn't told. */
  public static @Nullable String whyNot(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    int of = Integer.parseInt(parts.group(2));
    if (of == 0) {
      return "there is at least one part";
    }
    int index = parts.group(1).equals(JOB) ? 1 : Integer.parseInt(parts.group(1));
    return index >= 1 && index <= of
        ? null
        : "parts are counted from 1, so the last of " + of + " is " + of + "/" + of;
  }

  /** The one spelling of a text. */
  public static String normal(String text) {
    return text.replaceAll("\\s+", "").replaceAll("(?<!\\d)0{1," + MOST_DIGITS + "}(?=\\d)", "");
  }
}
