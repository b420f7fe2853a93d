package llmbench.run;

/** The run ends before it begins; the message is for people. */
public class NotRunException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * An end.
   *
   * @param status that the process is to end with
   */
  NotRunException(String message, int status) {
    super(message);
    this.status = status;
  }

  NotRunException(String message, int status, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** The exit status that says why. */
  public final int status() {
    return status;
  }
}
