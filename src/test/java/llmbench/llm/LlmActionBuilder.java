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
  private final BiConsumer<Session, LlmResult> onFinished;

  LlmActionBuilder(HttpRequestActionBuilder request) {
    this(request, List.of(), (session, result) -> {});
  }

  private LlmActionBuilder(
      HttpRequestActionBuilder request,
      List<SseCheck> checks,
      BiConsumer<Session, LlmResult> onFinished) {
    this.request = request;
    this.checks = checks;
    this.onFinished = onFinished;
  }

  /** Adds checks on the stream; they run in this order, after those of {@code http(...)}. */
  public LlmActionBuilder check(SseCheck... more) {
    List<SseCheck> all = new ArrayList<>(checks);
    all.addAll(List.of(more));
    return new LlmActionBuilder(request, List.copyOf(all), onFinished);
  }

  /**
   * Tells {@code listener} of every finished request, failed or not, before the user goes on. It
   * runs on the user's event loop: hand over and return.
   */
  public LlmActionBuilder onFinished(BiConsumer<Session, LlmResult> listener) {
    return new LlmActionBuilder(request, checks, onFinished.andThen(listener));
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
    return new LlmAction(context.coreComponents(), http, definition, all, onFinished, next);
  }
}
