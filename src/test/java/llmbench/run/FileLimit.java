package llmbench.run;

import java.util.Optional;
import llmbench.process.OpenFiles;

/**
 * Whether the system lets this process have as many files open as the run needs: a connection is
 * one. Without, connections fail or are never taken, and classes can't be read.
 */
final class FileLimit {

  /**
   * What a run opens besides its connections: logs, the server's other pages, files that are read
   * for a moment. Measured: 12 and 4; the rest is for what a JVM and a system do otherwise.
   */
  static final int BESIDES = 40;

  /** Users of the client's warm-up, which has both ends of its connections. */
  private static final int WARM_UP_PLAYERS = 16;

  private FileLimit() {}

  /**
   * Makes sure of it.
   *
   * @param files empty where the system doesn't tell
   * @param atOnce requests in flight
   * @param bothEnds whether the server is in this process
   * @throws IllegalArgumentException if they are too few; for people
   */
  static void check(Optional<OpenFiles> files, int atOnce, boolean bothEnds) {
    if (files.isEmpty()) {
      return;
    }
    OpenFiles now = files.get();
    int each = bothEnds ? 2 : 1;
    long connections = Math.max((long) each * atOnce, 2L * Math.min(atOnce, WARM_UP_PLAYERS));
    long needed = now.open() + connections + BESIDES;
    if (needed <= now.most()) {
      return;
    }
    long possible = (now.most() - now.open() - BESIDES) / each;
    throw new IllegalArgumentException(
        "Too few files may be open in this process: "
            + now.most()
            + ", and "
            + atOnce
            + " requests at once need "
            + needed
            + (bothEnds ? " (both ends of each connection, as the server is simulated)" : "")
            + "; nothing was sent. Raise the limit (ulimit -n "
            + needed
            + ")"
            + (possible < WARM_UP_PLAYERS
                ? "."
                : ", or send fewer at once (-Dllm.max-concurrency=" + possible + ")."));
  }
}
