package llmbench.llm;

import io.gatling.core.action.Action;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.http.protocol.HttpComponents;
import io.gatling.http.protocol.HttpProtocol;
import io.gatling.http.request.HttpRequestDef;
import io.gatling.http.request.builder.HttpRequestBuilder;
import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A streaming action under construction; immutable, all methods return a new occurrence.
 *
 * <p>Without a check of its own it has {@link LlmDsl#tokenTimes()}: the attributes {@code llm.…}
 * are always there.
 */
public final class LlmActionBuilder implements ActionBuilder {

  private final HttpRequestActionBuilder request;
  private final List<SseCheck> checks;
  private final Timeouts timeouts;
  private final BiConsumer<Session, LlmCall> onStarted;
  private final BiConsumer<Session, LlmResult> onFinished;

  LlmActionBuilder(HttpRequestActionBuilder request) {
    this(request, List.of(), Timeouts.UNLIMITED, (session, call) -> {}, (session, result) -> {});
  }

  private LlmActionBuilder(
      HttpRequestActionBuilder request,
      List<SseCheck> checks,
      Timeouts timeouts,
      BiConsumer<Session, LlmCall> onStarted,
      BiConsumer<Session, LlmResult> onFinished) {
    this.request = request;
    this.checks = checks;
    this.timeouts = timeouts;
    this.onStarted = onStarted;
    this.onFinished = onFinished;
  }

  /** Adds checks on the stream; they run in this order, after those of {@code http(...)}. */
  public LlmActionBuilder check(SseCheck... more) {
    List<SseCheck> all = new ArrayList<>(checks);
    all.addAll(List.of(more));
    return new LlmActionBuilder(request, List.copyOf(all), timeouts, onStarted, onFinished);
  }

  /**
   * Tells {@code listener} of every request right before it is sent. It runs on the user's event
   * loop: hand over and return.
   */
  public LlmActionBuilder onStarted(BiConsumer<Session, LlmCall> listener) {
    return new LlmActionBuilder(request, checks, timeouts, onStarted.andThen(listener), onFinished);
  }

  /**
   * Tells {@code listener} of every finished request, failed or not, before the user goes on. It
   * runs on the user's event loop: hand over and return.
   */
  public LlmActionBuilder onFinished(BiConsumer<Session, LlmResult> listener) {
    return new LlmActionBuilder(request, checks, timeouts, onStarted, onFinished.andThen(listener));
  }

  /**
   * Fails a request that has no connection after so long, TLS included. Gatling's own limits,
   * {@code gatling.socket.connectTimeout} and {@code gatling.ssl.handshakeTimeout}, hold beside it.
   *
   * @throws IllegalArgumentException if the time isn't more than 0
   */
  public LlmActionBuilder connectTimeout(Duration limit) {
    return with(request, timeouts.connect(limit));
  }

  /**
   * Fails a request that has no output token so long after it was sent; one whose answer comes
   * whole has none before its end.
   *
   * @throws IllegalArgumentException if the time isn't more than 0
   */
  public LlmActionBuilder firstTokenTimeout(Duration limit) {
    return with(request, timeouts.firstToken(limit));
  }

  /**
   * Fails a request of whose answer nothing comes for so long, the wait for its beginning included.
   *
   * @throws IllegalArgumentException if the time isn't more than 0
   */
  public LlmActionBuilder idleTimeout(Duration limit) {
    return with(request, timeouts.idle(limit));
  }

  /**
   * Fails a request that is not over after so long: the {@code requestTimeout} of {@code
   * http(...)}. Without it Gatling's setting holds, which is a minute by default.
   *
   * @throws IllegalArgumentException if the time isn't more than 0
   */
  public LlmActionBuilder totalTimeout(Duration limit) {
    return with(request.requestTimeout(Timeouts.wholeMillis("total", limit)), timeouts);
  }

  private LlmActionBuilder with(HttpRequestActionBuilder otherRequest, Timeouts otherTimeouts) {
    return new LlmActionBuilder(otherRequest, checks, otherTimeouts, onStarted, onFinished);
  }

  @Override
  public io.gatling.core.action.builder.ActionBuilder asScala() {
    return this::build;
  }

  private Action build(ScenarioContext context, Action next) {
    HttpComponents http =
        context.protocolComponentsRegistry().components(HttpProtocol.HttpProtocolKey());
    HttpRequestDef definition =
        ((HttpRequestBuilder) request.asScala())
            .build(
                http.httpCaches(),
                http.httpProtocol(),
                context.throttled(),
                context.coreComponents().configuration());
    List<SseCheck> all = checks.isEmpty() ? List.of(LlmDsl.tokenTimes()) : checks;
    return new LlmAction(
        context.coreComponents(), http, definition, all, timeouts, onStarted, onFinished, next);
  }
}
