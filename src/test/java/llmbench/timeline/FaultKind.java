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
  /** No connection was made in time. */
  CONNECT_TIMEOUT,
  /** The TLS handshake failed. */
  TLS,
  /** The connection broke before an answer began, or what came was no answer to the request. */
  DISCONNECT,
  /** The status was neither 200 nor one that leads elsewhere. */
  HTTP_STATUS,
  /** The server said to ask elsewhere (3xx but 304), which is never followed. */
  REDIRECT,
  /** The answer was not of the type that was asked for: an event stream, or JSON. */
  CONTENT_TYPE,
  /** The answer was packed in a way that can't be unpacked, or was not what it said it was. */
  CONTENT_ENCODING,
  /** An error came under status 200, as an event or as the whole answer. */
  ERROR_EVENT,
  /** The stream ended before {@code [DONE]} or a finish reason. */
  CUT,
  /** A message, or the whole answer, was not JSON. */
  MALFORMED,
  /** The answer, a message of it or its head was longer than is kept; it was given up. */
  TOO_LARGE,
  /** The whole answer was JSON, but had no choices. */
  NO_CHOICES,
  /** The stream ended properly, and had no message but {@code [DONE]}. */
  EMPTY,
  /** The answer ended properly, but nothing in it was output: a role alone, say. */
  NO_OUTPUT,
  /** No output token came in time. */
  FIRST_TOKEN_TIMEOUT,
  /** The stream stood still for too long. */
  IDLE_TIMEOUT,
  /** The whole request took too long. */
  TOTAL_TIMEOUT,
  /** A check of the user's own failed. */
  CHECK,
  /** The answer was whole, and slower than a check of the user's own on its times allows. */
  TOO_SLOW,
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
