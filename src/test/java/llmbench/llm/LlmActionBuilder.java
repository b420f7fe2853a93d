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
import java.util.function.Consumer;
import java.util.function.Function;
import llmbench.llm.chat.Conversation;
import llmbench.timeline.AnswerForm;
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
   * The next turn of a conversation: its answer is kept in it if the request succeeds, all checks
   * included, and a token report knows which turn of which conversation it was. The body has the
   * messages, by {@link Conversation#body}. Answers of one that is held in responses are read so.
   */
  public LlmActionBuilder turnOf(Conversation conversation) {
    LlmSettings turn = settings.turnOf(conversation);
    return with(conversation.answers().map(turn::answers).orElse(turn));
  }

  /**
   * Tells {@code listener} of every request right before it is sent. It runs on the user's event
   * loop: hand over and return.
   */
  public LlmActionBuilder onStarted(BiConsumer<Session, LlmCall> listener) {
    return with(settings.told(settings.told().started(listener)));
  }

  /**
   * Tells {@code listener} of every finished request, failed or not, before the user goes on. It
   * runs on the user's event loop: hand over and return.
   */
  public LlmActionBuilder onFinished(BiConsumer<Session, LlmResult> listener) {
    return with(settings.told(settings.told().finished(listener)));
  }

  /**
   * Tells {@code listener} of bytes that came on a connection without a request that had asked for
   * them: how they begin, at most 128 of them. That connection is closed, and the user's next
   * request goes over another. It runs on the user's event loop: hand over and return.
   */
  public LlmActionBuilder onUnasked(Consumer<String> listener) {
    return with(settings.told(settings.told().unasked(listener)));
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
   * For many requests that are one but for this: only the first is built by what was said of {@code
   * http(...)}, with its address, its name, and its headers of other names; the others are copies
   * of it. Each has these headers, and this body instead of any other. Where users differ in more
   * (a server has set cookies, there are several base URLs, a login, local addresses, a signature),
   * each request is built as ever, and varied after that; a signature doesn't see the variation.
   *
   * @param variations of a user, right before its request is sent, on its event loop
   */
  public LlmActionBuilder varying(Function<Session, Variation> variations) {
    return with(settings.sending(settings.sending().varying(variations)));
  }

  /**
   * Has each request made and held until the pacer lets it go. Its times count from when it is
   * sent, and its record says when it was to be, and when there was room for it.
   */
  public LlmActionBuilder paced(Pacer pacer) {
    LlmSettings.Told told = settings.told().finished((session, result) -> pacer.over(session));
    return with(settings.told(told).sending(settings.sending().paced(pacer)));
  }

  /**
   * Sends each request over whichever of these connections is free, not over one of its user's own:
   * for users who send one request each, and would each have to connect.
   */
  public LlmActionBuilder over(SpareConnections connections) {
    return over(List.of(connections), session -> connections);
  }

  /**
   * The same where users' requests go to several servers.
   *
   * @param connections of each server
   * @param which of them, for the request that a user is about to send
   */
  public LlmActionBuilder over(
      List<SpareConnections> connections, Function<Session, SpareConnections> which) {
    ConnectionChoice choice = new ConnectionChoice(connections, which);
    return with(settings.sending(settings.sending().over(choice)));
  }

  /**
   * Reads the answer in another form than that of chat and text completions: what a token is in it,
   * and what ends it.
   */
  public LlmActionBuilder answers(AnswerForm form) {
    return with(settings.answers(form));
  }

  /**
   * Has Gatling's report show the time to the first token: as the group {@value TtftGroup#NAME},
   * with a row and a page of percentiles. The request stands in it then: {@code details("Time to
   * first token", "chat")}, no longer {@code details("chat")}.
   */
  public LlmActionBuilder ttftGroup() {
    return ttftGroup(TtftGroup.NAME);
  }

  /**
   * The same as a group of this name, below the groups that the user is in. One that doesn't ask
   * for a stream stands in no group; one that failed is a failure in it, too, with the time until
   * its first token, or until it failed.
   *
   * <p>Without it the request stands where {@code http(...)} would put it, and assertions see its
   * time nevertheless: {@code details("Time to first token")}, all requests together, and {@code
   * details("Time to first token", "chat")}, those of this name.
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
    return with(settings.ttftGroups(TtftGroups.row(name)));
  }

  /** Logs no time to the first token, for assertions neither. */
  public LlmActionBuilder withoutTtftGroup() {
    return with(settings.ttftGroups(TtftGroups.NONE));
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
    LlmSettings observed = complete.told(complete.told().unasked(observer::unasked));
    ConnectionChoice connections = settings.sending().connections();
    if (connections != null) {
      connections.all().forEach(each -> each.begin(context));
    }
    RequestMaker requests =
        new RequestMaker(definition, http.httpProtocol(), settings.sending().variations());
    return new LlmAction(context.coreComponents(), http, requests, observed, observer, next);
  }
}
