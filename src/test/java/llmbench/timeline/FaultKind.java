package llmbench.timeline;

import java.util.Locale;

/** Why a request failed: a closed family. The name in files is {@link #label()}. */
public enum FaultKind {
  /** The request could not be built, for example because a session attribute is missing. */
  BUILD,
  /** The server's name could not be resolved. */
  DNS,
  /** No connection could be made. */
  CONNECT,
  /** The TLS handshake failed. */
  TLS,
  /** The connection broke before an answer began. */
  DISCONNECT,
  /** The status was not 200. */
  HTTP_STATUS,
  /** The answer was no event stream. */
  CONTENT_TYPE,
  /** An error event came under status 200. */
  ERROR_EVENT,
  /** The stream ended before {@code [DONE]} or a finish reason. */
  CUT,
  /** A message was not JSON. */
  MALFORMED,
  /** The stream ended properly but brought no output chunk. */
  EMPTY,
  /** No output token came in time. */
  FIRST_TOKEN_TIMEOUT,
  /** The stream stood still for too long. */
  IDLE_TIMEOUT,
  /** The whole request took too long. */
  TOTAL_TIMEOUT,
  /** A check of the user's own failed. */
  CHECK,
  /** The run was stopped while the request was in flight. */
  INTERRUPTED;

  /** The name in files and on the console, such as {@code http-status}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The kind with this label.
   *
   * @throws IllegalArgumentException if no kind has it
   */
  public static FaultKind of(String label) {
    for (FaultKind kind : values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no fault is called '" + label + "'");
  }
}
