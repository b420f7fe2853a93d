package llmbench.testing.endtoend;

import llmbench.simserver.config.ServerFault;
import llmbench.simserver.config.ServerFaultKind;
import llmbench.simserver.truth.RequestTruth;
import llmbench.timeline.FaultKind;
import org.jspecify.annotations.Nullable;

/** What a client is to call what the server did. */
final class FaultNames {

  private FaultNames() {}

  /**
   * The fault of a request that the server answered in this way; null for a success.
   *
   * @param onlyTotal whether the whole request has a limit, and no part of it
   */
  static @Nullable FaultKind of(RequestTruth server, boolean onlyTotal) {
    ServerFault fault = server.fault();
    return fault == null ? null : of(fault.kind(), server.chunks() > 0, onlyTotal);
  }

  /**
   * Likewise.
   *
   * @param begun whether output was written before the fault
   */
  static @Nullable FaultKind of(ServerFaultKind fault, boolean begun, boolean onlyTotal) {
    return switch (fault) {
      case RESET, CLOSE, GARBAGE -> FaultKind.DISCONNECT;
      case HTTP, HTML, RETRY -> FaultKind.HTTP_STATUS;
      case REDIRECT -> FaultKind.REDIRECT;
      case TYPE_HTML, TYPE_JSON -> FaultKind.CONTENT_TYPE;
      case STALL_SILENT, STALL_HEADERS, STALL -> {
        FaultKind part = begun ? FaultKind.IDLE_TIMEOUT : FaultKind.FIRST_TOKEN_TIMEOUT;
        yield onlyTotal ? FaultKind.TOTAL_TIMEOUT : part;
      }
      case ENDLESS_HEADERS -> FaultKind.TOO_LARGE;
      case ERROR_EVENT, ERROR_EVENT_CLOSE, ERROR_NAMED -> FaultKind.ERROR_EVENT;
      case CUT_FIN, CUT_RST, CUT_CHUNK -> FaultKind.CUT;
      case CUT_END -> begun ? FaultKind.CUT : FaultKind.EMPTY;
      case EMPTY, DONE_ONLY -> FaultKind.EMPTY;
      case ROLE_ONLY -> FaultKind.NO_OUTPUT;
      case MALFORMED -> FaultKind.MALFORMED;
      case SLOW_HEADERS, GIANT, MULTI, COALESCED, SPLIT, CRLF, COMMENTS, IDS -> null;
      case NO_USAGE, NULL_USAGE, NO_FINISH, NO_DONE, TWICE -> null;
    };
  }

  /** Whether the client can't have seen the answer's status, although the server wrote it. */
  static boolean hidesStatus(RequestTruth server) {
    return is(server, "endless-headers");
  }

  /** Whether the client doesn't look into the answer, since it is none of the type it wanted. */
  static boolean isOfOtherType(RequestTruth server) {
    return is(server, "type-json");
  }

  private static boolean is(RequestTruth server, String label) {
    ServerFault fault = server.fault();
    return fault != null && fault.kind().label().equals(label);
  }
}
