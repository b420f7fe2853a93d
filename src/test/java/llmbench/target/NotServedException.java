package llmbench.target;

/**
 * The server of a level isn't there as it is to be: it can't be started, isn't ready in time, or
 * its caches can't be emptied. The message is for the user, and names nothing secret.
 */
public final class NotServedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotServedException(String message) {
    super(message);
  }
}
