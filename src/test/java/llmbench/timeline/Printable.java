package llmbench.timeline;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text of a server's or a user's, made fit for a terminal: without controls of both sets,
 * formatting such as a change of direction, and line separators.
 */
public final class Printable {

  private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  private Printable() {}

  /** On one line, without blanks at its ends. */
  public static String line(String text) {
    return UNFIT.matcher(text).replaceAll(" ").strip();
  }

  /** Line by line. */
  public static String lines(String text) {
    return text.lines()
        .map(line -> UNFIT.matcher(line).replaceAll(" "))
        .collect(Collectors.joining("\n"));
  }
}
