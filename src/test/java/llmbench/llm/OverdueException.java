package llmbench.llm;

import llmbench.timeline.FaultKind;

/**
 * Ends a request in Gatling's client whose limit is broken, or whose run is stopped: it closes the
 * connection.
 */
final class OverdueException extends Exception {

  private static final long serialVersionUID = 1L;

  private final FaultKind kind;

  /** Without a stack trace, which would only name a timer. */
  OverdueException(FaultKind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  FaultKind kind() {
    return kind;
  }
}
