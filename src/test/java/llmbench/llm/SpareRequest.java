package llmbench.llm;

import io.gatling.commons.validation.Failure;
import io.gatling.commons.validation.Success;
import io.gatling.commons.validation.Validation;
import io.gatling.core.session.Session;
import io.gatling.http.cache.SslContextSupport$;
import io.gatling.http.client.HttpListener;
import io.gatling.http.client.Request;
import io.gatling.http.protocol.HttpComponents;
import io.gatling.http.request.HttpRequest;
import io.gatling.http.request.HttpRequestDef;
import io.gatling.http.util.SslContexts;
import io.netty.channel.EventLoop;
import io.netty.util.ReferenceCountUtil;
import scala.Option;

/** The request by which connections are opened ahead, as a user would send it. Any thread. */
final class SpareRequest {

  private final HttpComponents http;
  private final Request request;
  private final Option<SslContexts> tls;

  private SpareRequest(HttpComponents http, Request request, Option<SslContexts> tls) {
    this.http = http;
    this.request = request;
    this.tls = tls;
  }

  /**
   * That of a user.
   *
   * @throws IllegalArgumentException if it can't be built; for people
   */
  static SpareRequest of(HttpComponents http, HttpRequestDef definition, Session session) {
    Validation<HttpRequest> built = definition.build(session);
    if (!(built instanceof Success<HttpRequest> success)) {
      throw new IllegalArgumentException(((Failure) (Object) built).message());
    }
    Request request = success.value().clientRequest();
    Option<SslContexts> tls = SslContextSupport$.MODULE$.sslContexts(session);
    if (request.getUri().isSecured() && tls.isDefined()) {
      keep(tls.get());
    }
    return new SpareRequest(http, request, tls);
  }

  /** Gatling gives them up when their user ends. */
  private static void keep(SslContexts contexts) {
    ReferenceCountUtil.retain(contexts.getSslContext());
    if (contexts.getAlpnSslContext() != null) {
      ReferenceCountUtil.retain(contexts.getAlpnSslContext());
    }
  }

  /** Sends it; on the event loop. */
  void send(Slot slot, EventLoop loop, HttpListener listener) {
    // Gatling's client adds to the headers.
    Request copy = request.copyWithCopiedHeaders();
    http.httpEngine().executeRequest(copy, slot.clientId(), false, loop, listener, tls);
  }
}
