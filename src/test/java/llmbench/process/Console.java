package llmbench.process;

import llmbench.timeline.Printable;

/** What the load half says to its user. */
public final class Console {

  /** The exit status of a run that could not begin; 2 is a broken assertion to Gatling. */
  public static final int BAD_INPUT = 3;

  /** The exit status of a run whose files can't be written. */
  public static final int UNWRITTEN = 2;

  private Console() {}

  /** Says one line. */
  public static void say(String line) {
    System.out.println("llm | " + Printable.line(Launched.worded(line)));
  }

  /**
   * For a door: ends the process with a message and no stack trace. Halts, since an exception or an
   * orderly exit would have Gatling print its own about it.
   *
   * @return never; so that callers can {@code throw} it and the compiler knows
   */
  public static RuntimeException exit(String message, int status) {
    System.out.flush();
    System.err.println("\n" + Printable.lines(Launched.worded(message)) + "\n");
    System.err.flush();
    Runtime.getRuntime().halt(status);
    return new IllegalStateException(message);
  }
}
