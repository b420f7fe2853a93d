package llmbench.simserver;

import static io.netty.handler.codec.http.HttpMethod.GET;
import static io.netty.handler.codec.http.HttpMethod.POST;

import com.fasterxml.jackson.databind.JsonNode;
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
import llmbench.simserver.request.CompletionRequest;
import llmbench.simserver.request.EmbeddingsRequest;
import llmbench.simserver.request.RerankRequest;
import llmbench.simserver.request.ResponsesRequest;
import llmbench.simserver.request.Shape;
import llmbench.simserver.shop.Shop;
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
    Shop shop = new Shop(truth.shop());
    routes =
        Map.ofEntries(
            post("/v1/chat/completions", completions.json(Api::chat)),
            post("/v1/completions", completions.json(Api::text)),
            post("/v1/responses", completions.json(ResponsesRequest::of)),
            post("/v1/audio/transcriptions", completions::form),
            post("/v1/audio/translations", completions::form),
            post("/v1/embeddings", pooled(completions, Shape.EMBEDDINGS)),
            // Where an infinity server has it.
            post("/embeddings", pooled(completions, Shape.EMBEDDINGS)),
            post("/pooling", pooled(completions, Shape.POOLING)),
            post("/rerank", completions.json(RerankRequest::of)),
            post("/v1/rerank", completions.json(RerankRequest::of)),
            post("/v2/rerank", completions.json(RerankRequest::of)),
            get("/v1/models", pages::models),
            get("/health", pages::health),
            get("/clock", pages::clock),
            get("/version", pages::version),
            get("/metrics", pages::metrics),
            post("/tokenize", tokens::tokenize),
            post("/detokenize", tokens::detokenize),
            post("/start_profile", pages::profiler),
            post("/stop_profile", pages::profiler),
            post("/reset_prefix_cache", pages::emptyPrefixCache),
            post("/reset_mm_cache", pages::emptiedCache),
            post("/reset_encoder_cache", pages::emptiedCache),
            post("/shop/login", shop::login),
            get("/shop/search", shop::search),
            get("/shop/product", shop::product),
            post("/shop/ratings", shop::rate),
            get("/truth", pages::truth),
            post("/reset", pages::reset));
  }

  private static CompletionRequest chat(JsonNode json, SimConfig config) throws ApiError {
    return CompletionRequest.of(true, json, config);
  }

  private static CompletionRequest text(JsonNode json, SimConfig config) throws ApiError {
    return CompletionRequest.of(false, json, config);
  }

  private static Endpoint pooled(Completions completions, Shape shape) {
    return completions.json((json, config) -> EmbeddingsRequest.of(shape, json, config));
  }

  private static Map.Entry<String, Route> post(String path, Endpoint endpoint) {
    return Map.entry(path, new Route(POST, endpoint));
  }

  private static Map.Entry<String, Route> get(String path, Endpoint endpoint) {
    return Map.entry(path, new Route(GET, endpoint));
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
