package llmbench.simserver;

import static io.netty.handler.codec.http.HttpMethod.GET;
import static io.netty.handler.codec.http.HttpMethod.POST;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.http.Answers;
import llmbench.simserver.http.ApiError;
import llmbench.simserver.http.Exchange;
import llmbench.simserver.truth.Truth;
import org.jspecify.annotations.Nullable;

/** What the server answers to which request, and to whom it refuses. On the event loops. */
final class Api {

  /** Below these paths vLLM asks for its key ({@code GUARDED_PREFIX} in 0.32). */
  private static final String GUARDED = "/v1";

  /** One path of the API. */
  interface Endpoint {

    /**
     * Answers now or later.
     *
     * @throws ApiError when the request is refused
     */
    void answer(Exchange exchange) throws ApiError;
  }

  private record Route(HttpMethod method, Endpoint endpoint) {}

  private final @Nullable String apiKey;
  private final Truth truth;
  private final Map<String, Route> routes;

  Api(SimConfig config, Truth truth, Completions completions, Pages pages, TokenPages tokens) {
    apiKey = config.apiKey();
    this.truth = truth;
    routes =
        Map.of(
            "/v1/chat/completions",
            new Route(POST, exchange -> completions.answer(exchange, true)),
            "/v1/completions",
            new Route(POST, exchange -> completions.answer(exchange, false)),
            "/v1/models",
            new Route(GET, pages::models),
            "/health",
            new Route(GET, exchange -> exchange.answer(Answers.of(OK, "text/plain", ""))),
            "/version",
            new Route(GET, pages::version),
            "/metrics",
            new Route(GET, pages::metrics),
            "/tokenize",
            new Route(POST, tokens::tokenize),
            "/detokenize",
            new Route(POST, tokens::detokenize),
            "/truth",
            new Route(GET, pages::truth),
            "/reset",
            new Route(POST, pages::reset));
  }

  /** Answers the request, whatever it is. */
  void answer(Exchange exchange) {
    Route route = routes.get(exchange.path());
    if (!exchange.isWellFormed()) {
      String text = "Invalid HTTP request received.";
      exchange.answer(
          Answers.of(HttpResponseStatus.BAD_REQUEST, "text/plain; charset=utf-8", text));
    } else if (exchange.path().startsWith(GUARDED) && !isAllowed(exchange)) {
      exchange.answer(
          Answers.json(HttpResponseStatus.UNAUTHORIZED, "{\"error\":\"Unauthorized\"}"));
    } else if (route == null) {
      exchange.answer(Answers.detail(HttpResponseStatus.NOT_FOUND));
    } else if (!route.method().equals(exchange.method())) {
      exchange.answer(Answers.detail(HttpResponseStatus.METHOD_NOT_ALLOWED));
    } else {
      try {
        route.endpoint().answer(exchange);
      } catch (ApiError e) {
        truth.refused();
        exchange.answer(Answers.refusal(e));
      }
    }
  }

  /** The scheme's case does not matter, the key's does, as in vLLM. */
  private boolean isAllowed(Exchange exchange) {
    if (apiKey == null) {
      return true;
    }
    String[] given = exchange.header(HttpHeaderNames.AUTHORIZATION).split(" ", 2);
    return given.length == 2
        && given[0].toLowerCase(Locale.ROOT).equals("bearer")
        && MessageDigest.isEqual(bytes(given[1]), bytes(apiKey));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
