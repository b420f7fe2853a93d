package llmbench.hub;

/** A file can't be had from its hub; the message says why, and how to give it by hand. */
public final class HubException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  HubException(String message) {
    super(message);
  }

  HubException(String message, Throwable cause) {
    super(message, cause);
  }
}
