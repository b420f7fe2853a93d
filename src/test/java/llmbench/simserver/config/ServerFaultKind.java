package llmbench.simserver.config;

import java.util.Locale;

/**
 * What can be wrong with an answer of the simulated server: a closed family. Where a number belongs
 * to a kind, its sentence says what it is.
 */
public enum ServerFaultKind {
  /** The connection is reset before any byte of an answer. */
  RESET(Role.INSTEAD),
  /** The connection is closed, properly, before any byte of an answer. */
  CLOSE(Role.INSTEAD),
  /** Bytes that are no HTTP, then the connection is closed. */
  GARBAGE(Role.INSTEAD),
  /** The status is the number; the body is an error as vLLM's, in JSON. */
  HTTP(Role.INSTEAD, 500, 400, 599),
  /** The status is the number; the body is a page of HTML, as a proxy's. */
  HTML(Role.INSTEAD, 502, 400, 599),
  /** The status is the number, with {@code Retry-After: 1} and an error in JSON. */
  RETRY(Role.INSTEAD, 503, 400, 599),
  /** The status is the number; the location is the address that was asked, relative. */
  REDIRECT(Role.INSTEAD, 307, 300, 399),
  /** Status 200 and a page of HTML. */
  TYPE_HTML(Role.INSTEAD),
  /** Status 200 and the whole answer as JSON, although a stream was asked for. */
  TYPE_JSON(Role.WHOLE_INSTEAD),
  /** Nothing comes, ever. */
  STALL_SILENT(Role.SILENT),
  /** Status 200 and headers without an end, a kilobyte each. */
  ENDLESS_HEADERS(Role.SILENT),
  /** Headers, and nothing more, ever. */
  STALL_HEADERS(Role.STALLS),
  /** The stream stands still after this many chunks, for ever. */
  STALL(Role.STALLS, 1),
  /** An error event under status 200, then {@code [DONE]}, as vLLM sends it. */
  ERROR_EVENT(Role.BREAKS, 1),
  /** An error event under status 200, then the connection is closed within the body. */
  ERROR_EVENT_CLOSE(Role.BREAKS, 1),
  /** An error event whose type is {@code error}; then the body ends. */
  ERROR_NAMED(Role.BREAKS, 1),
  /** The connection is closed, properly, within the body. */
  CUT_FIN(Role.BREAKS, 1),
  /** The connection is reset within the body. */
  CUT_RST(Role.BREAKS, 1),
  /** The size of a chunk of the chunked encoding is no number; then the connection is closed. */
  CUT_CHUNK(Role.BREAKS, 1),
  /** The body ends properly, but without a finish reason, usage and {@code [DONE]}. */
  CUT_END(Role.BREAKS, 1),
  /** The body is empty. */
  EMPTY(Role.BREAKS),
  /** The body is {@code [DONE]}, and nothing else. */
  DONE_ONLY(Role.BREAKS),
  /** A chat's role, or an empty text, then {@code [DONE]}: no output. */
  ROLE_ONLY(Role.BREAKS),
  /** One event more than there should be, whose JSON ends too early; the stream goes on. */
  MALFORMED(Role.SPOILS, 1),
  /** Each byte of the headers is written by itself, the number of milliseconds apart. */
  SLOW_HEADERS(Role.ODD, 1, 1, 10_000),
  /** The text of one token has the number of bytes. */
  GIANT(Role.ODD, 1, 1 << 20, 1, 1 << 28),
  /** The number of tokens in each chunk. */
  MULTI(Role.ODD, 3, 2, 1_000),
  /** The number of events in one write, and in one chunk of the chunked encoding. */
  COALESCED(Role.ODD, 4, 2, 1_000),
  /** Each event in writes, and chunks of the chunked encoding, of the number of bytes. */
  SPLIT(Role.ODD, 50, 1, 1_000),
  /** Lines end with CR LF. */
  CRLF(Role.ODD),
  /** A comment before each event. */
  COMMENTS(Role.ODD),
  /** Each event has an id and a type. */
  IDS(Role.ODD),
  /** No usage, although it was asked for. */
  NO_USAGE(Role.ODD),
  /** No usage, although it was asked for: its message is there, its counts are null. */
  NULL_USAGE(Role.ODD),
  /** No finish reason. */
  NO_FINISH(Role.ODD),
  /** No {@code [DONE]}. */
  NO_DONE(Role.ODD),
  /** Another whole answer right behind it, which no request had asked for. */
  TWICE(Role.ODD);

  /** How a kind of fault lies to the stream. */
  private enum Role {
    /** In place of any answer. */
    INSTEAD,
    /** In place of a stream. */
    WHOLE_INSTEAD,
    /** In place of any answer, without an end. */
    SILENT,
    /** Within a stream, without an end. */
    STALLS,
    /** Ends a stream. */
    BREAKS,
    /** Within a stream that goes on. */
    SPOILS,
    /** A stream that is unusual, and has all of its tokens. */
    ODD
  }

  private static final int NONE = -1;

  private final Role role;
  private final int chunks;
  private final int number;
  private final int least;
  private final int most;

  ServerFaultKind(Role role) {
    this(role, NONE);
  }

  ServerFaultKind(Role role, int chunks) {
    this(role, chunks, NONE, NONE, NONE);
  }

  ServerFaultKind(Role role, int number, int least, int most) {
    this(role, NONE, number, least, most);
  }

  ServerFaultKind(Role role, int chunks, int number, int least, int most) {
    this.role = role;
    this.chunks = chunks;
    this.number = number;
    this.least = least;
    this.most = most;
  }

  /** The name in files and on the command line, such as {@code cut-rst}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it can befall only a request that asks for a stream. */
  public boolean needsStream() {
    return role != Role.INSTEAD && role != Role.SILENT;
  }

  /** Whether it never ends by itself: the client has to leave. */
  public boolean isEndless() {
    return role == Role.SILENT || role == Role.STALLS;
  }

  /** Whether the client does not get the answer that it asked for; otherwise it is only unusual. */
  public boolean spoils() {
    return role != Role.ODD;
  }

  /** Whether the stream does not go on after it. */
  public boolean endsStream() {
    return role == Role.STALLS || role == Role.BREAKS;
  }

  /** Whether it comes in place of a stream, headers and all. */
  public boolean isInstead() {
    return role == Role.INSTEAD || role == Role.WHOLE_INSTEAD || role == Role.SILENT;
  }

  /** Whether it comes after this many chunks. */
  public boolean hasChunks() {
    return chunks != NONE;
  }

  /** Whether it has a number. */
  public boolean hasNumber() {
    return number != NONE;
  }

  /** The chunks before it when none are given; 0 where they have no meaning. */
  int defaultChunks() {
    return Math.max(0, chunks);
  }

  /** The number when none is given; 0 where it has no meaning. */
  int defaultNumber() {
    return Math.max(0, number);
  }

  int leastNumber() {
    return least;
  }

  int mostNumber() {
    return most;
  }
}
