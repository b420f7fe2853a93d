package llmbench.run;

/** The run that was asked for can't begin. The message is for its user, and whole. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }

  RefusedException(Exception cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }
}
