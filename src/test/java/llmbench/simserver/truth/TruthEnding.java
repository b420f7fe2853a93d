package llmbench.simserver.truth;

import java.util.Locale;

/** How the answer to a request ended, by the server's own account. */
public enum TruthEnding {
  /** It goes on. */
  RUNNING,
  /** All tokens were written, and what belongs after them. */
  COMPLETED,
  /** It ended with the fault that the schedule has for it. */
  FAULTED,
  /** The server failed, against its will. */
  FAILED,
  /** The connection ended before the answer did: the client left. */
  ABORTED;

  /** The name in {@code /truth}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
