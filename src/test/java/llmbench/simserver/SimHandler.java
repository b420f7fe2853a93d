package llmbench.simserver;

import static io.netty.handler.codec.http.HttpResponseStatus.OK;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One connection: routes each request. On the connection's event loop. */
final class SimHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final Map<String, HttpMethod> ROUTES =
      Map.of(
          "/v1/chat/completions", HttpMethod.POST,
          "/v1/completions", HttpMethod.POST,
          "/v1/models", HttpMethod.GET,
          "/health", HttpMethod.GET,
          "/metrics", HttpMethod.GET,
          "/tokenize", HttpMethod.POST,
          "/detokenize", HttpMethod.POST,
          "/truth", HttpMethod.GET,
          "/reset", HttpMethod.POST);

  private final SimServer server;
  private final ArrivalClock clock;
  private int connection;
  private @Nullable Generation current;

  SimHandler(SimServer server, ArrivalClock clock) {
    this.server = server;
    this.clock = clock;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    connection = server.truth().connectionOpened();
    context.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    server.truth().connectionClosed();
    if (current != null) {
      current.abort();
      server.engine().abort(current);
    }
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // The client broke the connection; what that means for its request is channelInactive's.
    ChannelFuture unused = context.close();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    String path = new QueryStringDecoder(request.uri()).path();
    HttpMethod method = ROUTES.get(path);
    if (method == null) {
      Wire.writeAndFlush(
          context.channel(), Answers.json(HttpResponseStatus.NOT_FOUND, detail("Not Found")));
    } else if (!method.equals(request.method())) {
      Wire.writeAndFlush(
          context.channel(),
          Answers.json(HttpResponseStatus.METHOD_NOT_ALLOWED, detail("Method Not Allowed")));
    } else if (path.startsWith("/v1/") && !isAllowed(request)) {
      Wire.writeAndFlush(
          context.channel(),
          Answers.json(HttpResponseStatus.UNAUTHORIZED, "{\"error\":\"Unauthorized\"}"));
    } else {
      try {
        route(context, path, request);
      } catch (ApiError e) {
        Wire.writeAndFlush(
            context.channel(), Answers.json(HttpResponseStatus.valueOf(e.status()), e.json()));
      }
    }
  }

  private boolean isAllowed(FullHttpRequest request) {
    String key = server.config().apiKey();
    return key == null
        || ("Bearer " + key).equals(request.headers().get(HttpHeaderNames.AUTHORIZATION));
  }

  private void route(ChannelHandlerContext context, String path, FullHttpRequest request)
      throws ApiError {
    String body = request.content().toString(UTF_8);
    switch (path) {
      case "/v1/chat/completions" -> complete(context, true, request, body);
      case "/v1/completions" -> complete(context, false, request, body);
      case "/v1/models" -> Wire.writeAndFlush(context.channel(), Answers.json(OK, models()));
      case "/health" -> Wire.writeAndFlush(context.channel(), Answers.of(OK, "text/plain", ""));
      case "/metrics" -> Wire.writeAndFlush(context.channel(), metrics());
      case "/tokenize" -> tokenize(context, CompletionRequest.object(body));
      case "/detokenize" -> detokenize(context, CompletionRequest.object(body));
      case "/truth" -> {
        boolean each = request.uri().contains("requests=true");
        Wire.writeAndFlush(context.channel(), Answers.json(OK, server.truth().json(each)));
      }
      default -> {
        server.truth().reset();
        Wire.writeAndFlush(context.channel(), Answers.json(OK, "{}"));
      }
    }
  }

  private void complete(
      ChannelHandlerContext context, boolean chat, FullHttpRequest request, String body)
      throws ApiError {
    long arrived = clock.nanos();
    CompletionRequest asked = CompletionRequest.parse(chat, body, server.config());
    String id = request.headers().get("x-request-id", "");
    RequestTruth truth = server.truth().arrived(id, connection, arrived, asked.tokens());
    CompletableFuture<Integer> promptTokens =
        CompletableFuture.supplyAsync(
            () ->
                chat
                    ? server.counter().chat(asked.turns())
                    : server.counter().encode(asked.prompt()).length,
            server.counting());
    current =
        new Generation(
            context.channel(),
            asked,
            truth,
            server.truth(),
            server.counters(),
            promptTokens,
            server.config().finishApart());
    server.engine().begin(current);
  }

  private void tokenize(ChannelHandlerContext context, JsonNode asked) throws ApiError {
    if (!asked.path("prompt").isTextual()) {
      throw ApiError.badRequest("prompt must be a string", "prompt");
    }
    String text = asked.get("prompt").asText();
    answerLater(
        context,
        () -> {
          int[] tokens = server.counter().encode(text);
          ObjectNode answer = JSON.objectNode();
          answer.put("count", tokens.length);
          answer.put("max_model_len", server.config().maxModelLen());
          ArrayNode list = answer.putArray("tokens");
          for (int token : tokens) {
            list.add(token);
          }
          answer.putNull("token_strs");
          return answer;
        });
  }

  private void detokenize(ChannelHandlerContext context, JsonNode asked) throws ApiError {
    JsonNode list = asked.path("tokens");
    if (!list.isArray()) {
      throw ApiError.badRequest("tokens must be a list of integers", "tokens");
    }
    int[] tokens = new int[list.size()];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = list.get(i).asInt();
    }
    answerLater(context, () -> JSON.objectNode().put("prompt", server.counter().decode(tokens)));
  }

  /** Answers when the tokenizer is done, which has no place on an event loop. */
  private void answerLater(ChannelHandlerContext context, Supplier<ObjectNode> work) {
    CompletableFuture<?> unused =
        CompletableFuture.supplyAsync(work, server.counting())
            .whenComplete(
                (answer, failure) ->
                    Wire.writeAndFlush(
                        context.channel(),
                        failure == null
                            ? Answers.json(OK, answer.toString())
                            : Answers.json(
                                HttpResponseStatus.INTERNAL_SERVER_ERROR,
                                detail("Internal Server Error"))));
  }

  private FullHttpResponse metrics() {
    String model = server.config().models().get(0);
    int waiting = server.engine().waiting();
    int running = Math.max(0, server.truth().inFlight() - waiting);
    return Answers.of(
        OK,
        "text/plain; version=0.0.4; charset=utf-8",
        server.counters().page(model, running, waiting));
  }

  private String models() {
    ObjectNode answer = JSON.objectNode().put("object", "list");
    ArrayNode data = answer.putArray("data");
    for (String model : server.config().models()) {
      data.addObject()
          .put("id", model)
          .put("object", "model")
          .put("created", System.currentTimeMillis() / 1000)
          .put("owned_by", "vllm")
          .put("root", model)
          .putNull("parent")
          .put("max_model_len", server.config().maxModelLen());
    }
    return answer.toString();
  }

  private static String detail(String text) {
    return JSON.objectNode().put("detail", text).toString();
  }
}
