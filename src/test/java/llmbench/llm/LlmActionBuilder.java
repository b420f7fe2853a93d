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
import java.util.List;
import java.util.function.BiConsumer;
import llmbench.timeline.TtftGroup;

/**
 * A streaming action under construction; immutable, all methods return a new occurrence.
 *
 * <p>Without a check of its own it has {@link LlmDsl#tokenTimes()}: the attributes {@code llm.…}
 * are always there.
 */
public final class LlmActionBuilder implements ActionBuilder {

  private final HttpRequestActionBuilder request;
  private final LlmSettings settings;

  LlmActionBuilder(HttpRequestActionBuilder request) {
    this(request, LlmSettings.DEFAULT);
  }

  private LlmActionBuilder(HttpRequestActionBuilder request, LlmSettings settings) {
    this.request = request;
    this.settings = settings;
  }

  /** Adds checks on the stream; they run in this order, after those of {@code http(...)}. */
  public LlmActionBuilder check(SseCheck... more) {
    return with(settings.check(List.of(more)));
  }

  /**
   * Tells {@code listener} of every request right before it is sent. It runs on the user's event
   * loop: hand over and return.
   */
  public LlmActionBuilder onStarted(BiConsumer<Session, LlmCall> listener) {
    return with(settings.onStarted(listener));
  }

  /**
   * Tells {@code listener} of every finished request, failed or not, before the user goes on. It
   * runs on the user's event loop: hand over and return.
   */
  public LlmActionBuilder onFinished(BiConsumer<Session, LlmResult> listener) {
    return with(settings.onFinished(listener));
  }

  /**
   * Fails a request that has no connection after so long, TLS included. Gatling's own limits,
   * {@code gatling.socket.connectTimeout} and {@code gatling.ssl.handshakeTimeout}, hold beside it.
   *
   * @throws IllegalArgumentException if the time isn't more than 0
   */
  public LlmActionBuilder connectTimeout(Duration limit) {
    return with(settings.timeouts(settings.timeouts().connect(limit)));
  }

  /**
   * Fails a request that has no output token so long after it was sent; one whose answer comes
   * whole has none before its end.
   *
   * @throws IllegalArgumentException if the time isn't more than 0
   */
  public LlmActionBuilder firstTokenTimeout(Duration limit) {
    return with(settings.timeouts(settings.timeouts().firstToken(limit)));
  }

  /**
   * Fails a request of whose answer nothing comes for so long, the wait for its beginning included.
   *
   * @throws IllegalArgumentException if the time isn't more than 0
   */
  public LlmActionBuilder idleTimeout(Duration limit) {
    return with(settings.timeouts(settings.timeouts().idle(limit)));
  }

  /**
   * Fails a request that is not over after so long: the {@code requestTimeout} of {@code
   * http(...)}. Without it Gatling's setting holds, which is a minute by default.
   *
   * @throws IllegalArgumentException if the time isn't more than 0
   */
  public LlmActionBuilder totalTimeout(Duration limit) {
    Duration whole = Timeouts.wholeMillis("total", limit);
    return new LlmActionBuilder(request.requestTimeout(whole), settings);
  }

  /**
   * Names the group of Gatling's report that this request's time to the first output token is
   * logged as: {@value TtftGroup#NAME} where nothing is said. The group has a row, a page of
   * percentiles and assertions like any other, below the groups that the user is in: {@code
   * details("Time to first token").responseTime().percentile(95).lt(200)}, whole milliseconds. The
   * request stands in it: {@code details("Time to first token", "chat")}.
   *
   * <p>Only a successful request has such a time; one that doesn't ask for a stream stands in no
   * group.
   *
   * @param name the same for all requests that are to be one row; not from the session, since each
   *     name is a page of the report
   * @throws IllegalArgumentException if the name is blank
   */
  public LlmActionBuilder ttftGroup(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "the group of the time to the first token needs a name; withoutTtftGroup() has none");
    }
    return with(settings.ttftGroup(name));
  }

  /** Logs no time to the first token; the request stands in the user's own groups, if any. */
  public LlmActionBuilder withoutTtftGroup() {
    return with(settings.ttftGroup(null));
  }

  private LlmActionBuilder with(LlmSettings others) {
    return new LlmActionBuilder(request, others);
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
    LlmSettings complete =
        settings.checks().isEmpty() ? settings.check(List.of(LlmDsl.tokenTimes())) : settings;
    LlmObserver observer =
        context.protocolComponentsRegistry().components(LlmProtocol.KEY).observer();
    return new LlmAction(context.coreComponents(), http, definition, complete, observer, next);
  }
}
