package llmbench.run;

import llmbench.process.Console;

/** The run that was asked for can't begin. The message is for its user, and whole. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  RefusedException(String message) {
    this(message, Console.BAD_INPUT);
  }

  /**
   * A refusal.
   *
   * @param status that the process is to end with
   */
  RefusedException(String message, int status) {
    super(message);
    this.status = status;
  }

  RefusedException(Exception cause) {
    super(String.valueOf(cause.getMessage()), cause);
    status = Console.BAD_INPUT;
  }

  /** The exit status that says why. */
  public int status() {
    return status;
  }
}
