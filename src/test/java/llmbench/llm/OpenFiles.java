package llmbench.llm;

import org.jspecify.annotations.Nullable;

/** A connection is a file to the system, of which a process may have only so many open. */
final class OpenFiles {

  /** What it is called by Linux, macOS and the BSDs; Netty and the JDK repeat it. */
  private static final String TOO_MANY = "Too many open files";

  static final String SAID =
      "this process has as many files and connections open as it may: raise the limit (ulimit -n)";

  private OpenFiles() {}

  /** Whether that is what was wrong. */
  static boolean areTooMany(@Nullable Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && cause.getMessage().contains(TOO_MANY)) {
        return true;
      }
    }
    return false;
  }
}
