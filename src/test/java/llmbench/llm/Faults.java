package llmbench.llm;

import io.gatling.http.client.impl.RequestTimeoutException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.StreamTimeline;
import org.jspecify.annotations.Nullable;

/** Tells which fault of the family an end was. */
final class Faults {

  /** As much of an error body as is kept. */
  private static final int KEPT_CHARS = 2048;

  private Faults() {}

  /**
   * The fault of an answer that ended cleanly; null when it is a success.
   *
   * @param wanted what was asked for, for people
   * @param readable whether it is of that type, so that the timeline has it
   */
  static @Nullable Fault of(
      @Nullable HttpResponseStatus status,
      @Nullable HttpHeaders headers,
      String wanted,
      boolean readable,
      StreamTimeline timeline,
      byte[] body) {
    if (status == null) {
      return new Fault(FaultKind.DISCONNECT, "the answer had no status", null);
    }
    if (status.code() != 200) {
      return new Fault(FaultKind.HTTP_STATUS, status.toString(), text(body));
    }
    if (!readable) {
      String type = headers == null ? null : headers.get(HttpHeaderNames.CONTENT_TYPE);
      String found = type == null ? "an answer without content type" : type;
      String message = "no " + wanted + " but " + found + " came";
      return new Fault(FaultKind.CONTENT_TYPE, message, text(body));
    }
    return timeline.fault();
  }

  /** The fault of a connection that could not be made, or that broke. */
  static Fault of(Throwable cause, @Nullable HttpResponseStatus status, StreamTimeline timeline) {
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
      String message = "the connection broke within the answer" + timeline.after();
      return new Fault(FaultKind.CUT, message, null);
    }
    if (cause instanceof UnknownHostException) {
      return new Fault(FaultKind.DNS, "unknown host: " + message(cause), null);
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return new Fault(FaultKind.CONNECT, message(cause), null);
    }
    if (cause instanceof SSLException
        || (cause instanceof DecoderException && cause.getCause() instanceof SSLException)) {
      return new Fault(FaultKind.TLS, message(cause), null);
    }
    return new Fault(FaultKind.DISCONNECT, "no answer: " + message(cause), null);
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
   * counts, no bodies.
   */
  static String logMessage(Fault fault) {
    return switch (fault.kind()) {
      case HTTP_STATUS, CHECK -> fault.kind().label() + ": " + fault.message();
      default -> fault.kind().label();
    };
  }

  private static String message(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private static @Nullable String text(byte[] body) {
    if (body.length == 0) {
      return null;
    }
    String text = new String(body, StandardCharsets.UTF_8);
    return text.length() <= KEPT_CHARS ? text : text.substring(0, KEPT_CHARS);
  }
}
