package llmbench.run;

import llmbench.process.Console;

/** The run that was asked for can't begin. The message is for its user, and whole. */
public final class RefusedException extends NotRunException {

  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    this(message, Console.BAD_INPUT);
  }

  /**
   * A refusal.
   *
   * @param status that the process is to end with
   */
  RefusedException(String message, int status) {
    super(message, status);
  }

  RefusedException(Exception cause) {
    super(String.valueOf(cause.getMessage()), Console.BAD_INPUT, cause);
  }
}
