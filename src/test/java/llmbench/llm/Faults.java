package llmbench.llm;

import io.gatling.http.client.impl.RequestTimeoutException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import llmbench.timeline.AnswerForm;
import llmbench.timeline.AnswerType;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.Printable;
import llmbench.timeline.StreamTimeline;
import org.jspecify.annotations.Nullable;

/** Tells which fault of the family an end was. */
final class Faults {

  /** As much of a header as is repeated in a message. */
  private static final int SHOWN_CHARS = 200;

  /**
   * The one 3xx that sends nobody elsewhere: what it stands for is in a cache, which we have not.
   */
  private static final int NOT_MODIFIED = 304;

  private static final byte[] NO_TEXT = {};

  private static final String RETRY_AFTER = " (Retry-After: ";

  private Faults() {}

  /**
   * The fault of an answer that ended cleanly; null when it is a success.
   *
   * @param wanted what was asked for
   * @param readable whether it is of that type, so that the timeline has it
   */
  static @Nullable Fault of(
      @Nullable HttpResponseStatus status,
      @Nullable HttpHeaders headers,
      AnswerType wanted,
      boolean readable,
      StreamTimeline timeline,
      byte[] body) {
    if (status == null) {
      return new Fault(FaultKind.DISCONNECT, "the answer had no status", null);
    }
    String encoding = shown(headers, HttpHeaderNames.CONTENT_ENCODING);
    boolean text = Encodings.canRead(encoding);
    if (status.code() != 200) {
      return refusal(status, headers, text ? body : NO_TEXT);
    }
    if (!text) {
      return new Fault(FaultKind.CONTENT_ENCODING, unreadable(encoding), null);
    }
    if (!readable) {
      String type = shown(headers, HttpHeaderNames.CONTENT_TYPE);
      String message = wanted.missing(type);
      return new Fault(FaultKind.CONTENT_TYPE, message, Fault.kept(body));
    }
    return unpacked(encoding, timeline.fault());
  }

  /** Where nothing, or not all, came out of a packed answer, that it was packed may be why. */
  private static @Nullable Fault unpacked(@Nullable String encoding, @Nullable Fault fault) {
    if (fault == null || !Encodings.isPacked(encoding)) {
      return fault;
    }
    return fault.kind() == FaultKind.EMPTY || fault.kind() == FaultKind.CUT
        ? new Fault(
            fault.kind(), fault.message() + " (unpacked from " + encoding + ")", fault.body())
        : fault;
  }

  /** The fault of a connection that could not be made, or that broke. */
  static Fault of(
      Throwable cause,
      @Nullable HttpResponseStatus status,
      @Nullable HttpHeaders headers,
      StreamTimeline timeline) {
    if (cause instanceof OverdueException overdue) {
      return new Fault(overdue.kind(), message(cause), null);
    }
    if (cause instanceof ConnectTimeoutException) {
      return new Fault(FaultKind.CONNECT_TIMEOUT, message(cause), null);
    }
    if (cause instanceof RequestTimeoutException) {
      return new Fault(FaultKind.TOTAL_TIMEOUT, message(cause) + timeline.after(), null);
    }
    if (status != null) {
      String encoding = shown(headers, HttpHeaderNames.CONTENT_ENCODING);
      return cause instanceof DecompressionException && encoding != null
          ? new Fault(FaultKind.CONTENT_ENCODING, corrupt(encoding) + timeline.after(), null)
          : broken(cause, timeline);
    }
    if (OpenFiles.areTooMany(cause)) {
      return new Fault(FaultKind.CONNECT, OpenFiles.SAID, null);
    }
    if (cause instanceof UnknownHostException) {
      return new Fault(FaultKind.DNS, "unknown host: " + message(cause), null);
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return new Fault(FaultKind.CONNECT, message(cause), null);
    }
    if (isOfTls(cause)) {
      return new Fault(FaultKind.TLS, message(root(cause)), null);
    }
    return new Fault(FaultKind.DISCONNECT, "no answer: " + message(cause), null);
  }

  /** Why a connection could not be opened, or brought no answer; for people. */
  static String unopened(Throwable cause) {
    return of(cause, null, null, new StreamTimeline(0, AnswerForm.CHOICES)).message();
  }

  /**
   * Of an answer whose end came too early, or which had none: what was lacking may be behind it.
   */
  static Fault withSurplus(Fault fault) {
    return new Fault(
        fault.kind(), fault.message() + "; more bytes came behind its end", fault.body());
  }

  private static boolean isOfTls(Throwable cause) {
    return cause instanceof SSLException
        || (cause instanceof DecoderException && cause.getCause() instanceof SSLException);
  }

  private static String unreadable(@Nullable String encoding) {
    return "the answer is encoded as '"
        + encoding
        + "', which can't be read here; "
        + Encodings.readable()
        + " can";
  }

  private static String corrupt(String encoding) {
    return "the answer is not the " + encoding + " that it says it is";
  }

  /** Why a request is ended that has an answer before it was asked. */
  static OverdueException early() {
    return new OverdueException(
        FaultKind.DISCONNECT,
        "what came began before the request was written whole: it is no answer to it");
  }

  /** A refusal is data: it is neither followed nor tried again, whatever its headers advise. */
  private static Fault refusal(
      HttpResponseStatus status, @Nullable HttpHeaders headers, byte[] body) {
    if (status.code() / 100 == 3 && status.code() != NOT_MODIFIED) {
      String location = shown(headers, HttpHeaderNames.LOCATION);
      String message =
          status
              + (location == null ? " without a location" : " to " + location + ", not followed");
      return new Fault(FaultKind.REDIRECT, message, Fault.kept(body));
    }
    String later = shown(headers, HttpHeaderNames.RETRY_AFTER);
    String message = status + (later == null ? "" : RETRY_AFTER + later + ")");
    return new Fault(FaultKind.HTTP_STATUS, message, Fault.kept(body));
  }

  /** The connection broke within an answer; if the server had said why, that is the reason. */
  private static Fault broken(Throwable cause, StreamTimeline timeline) {
    Fault said = timeline.fault();
    boolean undecoded =
        (cause instanceof CodecException && !isOfTls(cause))
            || cause instanceof IllegalArgumentException;
    String how = undecoded ? "something that is no HTTP came" : "the connection broke";
    if (said != null && said.kind() == FaultKind.ERROR_EVENT) {
      return new Fault(said.kind(), said.message() + ", then " + how, said.body(), true);
    }
    return new Fault(FaultKind.CUT, how + " within the answer" + timeline.after(), null, true);
  }

  /** Why a request is ended whose limit of this kind is broken. */
  static OverdueException overdue(FaultKind kind, Timeouts timeouts, StreamTimeline timeline) {
    String limit = timeouts.seconds(kind);
    String message =
        switch (kind) {
          case CONNECT_TIMEOUT -> "no connection within " + limit;
          case FIRST_TOKEN_TIMEOUT -> "no output token within " + limit;
          default -> "nothing came for " + limit + timeline.after();
        };
    return new OverdueException(kind, message);
  }

  /**
   * What Gatling's log says of a fault. Few different texts, since Gatling keeps each for ever: no
   * counts, no bodies, a status in the standard's words. It is printed as well: nothing in it can
   * steer a terminal.
   */
  static String logMessage(Fault fault, int status) {
    return switch (fault.kind()) {
      case HTTP_STATUS -> fault.kind().label() + ": " + HttpResponseStatus.valueOf(status);
      case CHECK, TOO_SLOW -> Printable.line(fault.kind().label() + ": " + fault.message());
      default -> fault.kind().label();
    };
  }

  /** TLS engines say in the last cause what is wrong with a certificate. */
  private static Throwable root(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String message(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private static @Nullable String shown(@Nullable HttpHeaders headers, CharSequence name) {
    String value = headers == null ? null : headers.get(name);
    return value == null || value.length() <= SHOWN_CHARS
        ? value
        : value.substring(0, SHOWN_CHARS) + "…";
  }
}
