package llmbench.hub;

/** A file can't be had from its hub; the message says why, and how to give it by hand. */
public final class HubException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean missing;

  HubException(String message, boolean missing) {
    super(message);
    this.missing = missing;
  }

  HubException(String message) {
    this(message, false);
  }

  HubException(String message, Throwable cause) {
    super(message, cause);
    this.missing = cause instanceof HubException same && same.missing;
  }

  /** Whether it isn't there; else something was in the way. */
  public boolean isMissing() {
    return missing;
  }
}
