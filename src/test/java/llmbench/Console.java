package llmbench;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the load half says to its user. */
final class Console {

  /** The exit status of a run that could not begin; 2 is a broken assertion to Gatling. */
  static final int BAD_INPUT = 3;

  /** Controls of both sets, formatting such as a change of direction, and line separators. */
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  private Console() {}

  /** A message of several lines, without what could steer a terminal. */
  static String printable(String message) {
    return message
        .lines()
        .map(line -> UNPRINTABLE.matcher(line).replaceAll(" "))
        .collect(Collectors.joining("\n"));
  }

  /** Says one line. */
  static void say(String line) {
    System.out.println("llm | " + UNPRINTABLE.matcher(line).replaceAll(" "));
  }

  /**
   * Ends the process with a message and no stack trace. Halts, since an exception or an orderly
   * exit would have Gatling print its own about it.
   *
   * @return never; so that callers can {@code throw} it and the compiler knows
   */
  static RuntimeException exit(String message) {
    System.out.flush();
    System.err.println("\n" + printable(message) + "\n");
    System.err.flush();
    Runtime.getRuntime().halt(BAD_INPUT);
    return new IllegalStateException(message);
  }
}
