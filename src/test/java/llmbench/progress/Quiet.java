package llmbench.progress;

/**
 * How quiet a run is.
 *
 * @param seconds since a token came, or a request ended; 0 where none is in flight
 * @param inFlight requests that are waited for
 * @param withoutOutput those of them of which no token has come
 */
public record Quiet(double seconds, int inFlight, int withoutOutput) {

  /** So long, and its user should know. */
  private static final double LONG_SECONDS = 30;

  /** Something came just now. */
  static final Quiet NOT = new Quiet(0, 0, 0);

  /** Whether it is worth a word. */
  boolean isLong() {
    return seconds >= LONG_SECONDS;
  }
}
