package llmbench.llm;

import io.gatling.commons.validation.Failure;
import io.gatling.commons.validation.Success;
import io.gatling.commons.validation.Validation;
import io.gatling.core.CoreComponents;
import io.gatling.core.action.Action;
import io.gatling.core.action.BlockExit;
import io.gatling.core.controller.throttle.Throttler;
import io.gatling.core.controller.throttle.Throttler$Command$ThrottledRequest;
import io.gatling.core.session.Session;
import io.gatling.http.cache.SslContextSupport$;
import io.gatling.http.protocol.HttpComponents;
import io.gatling.http.request.HttpRequest;
import llmbench.llm.chat.TurnSent;
import llmbench.timeline.Departure;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.runtime.BoxedUnit;

/**
 * Sends one request for each user that comes by, on Gatling's own HTTP engine, and listens to its
 * stream. Runs on the user's event loop.
 */
final class LlmAction extends UserAction {

  private final CoreComponents core;
  private final GatlingLog log;
  private final HttpComponents http;
  private final RequestMaker requests;
  private final LlmSettings settings;
  private final LlmObserver observer;
  private final Action next;

  LlmAction(
      CoreComponents core,
      HttpComponents http,
      RequestMaker requests,
      LlmSettings settings,
      LlmObserver observer,
      Action next) {
    super("llm");
    this.core = core;
    log = new GatlingLog(core);
    this.http = http;
    this.requests = requests;
    this.settings = settings;
    this.observer = observer;
    this.next = next;
  }

  @Override
  public void execute(Session session) {
    Option<BlockExit> exit = BlockExit.mustExit(session);
    if (exit.isDefined()) {
      exit.get().exitBlock(core.statsEngine(), core.clock().nowMillis());
      return;
    }
    if (!observer.isStopping()) {
      Turns.later(session.eventLoop(), () -> request(session));
    }
  }

  private void request(Session session) {
    try {
      buildAndSend(session);
    } catch (RuntimeException e) {
      // What Gatling does with an action that throws: its user goes on.
      crash(session, String.valueOf(e.getMessage()));
    }
  }

  private void buildAndSend(Session session) {
    // A conversation whose user has said nothing throws, whatever the body is.
    TurnSent unused = settings.turn(session);
    Validation<HttpRequest> built = requests.make(session);
    if (built instanceof Success<HttpRequest> request) {
      pace(session, request.value());
    } else {
      crash(session, ((Failure) (Object) built).message());
    }
  }

  /** Sends it, now or when its time has come. */
  private void pace(Session session, HttpRequest request) {
    Pacer pacer = settings.sending().pacer();
    if (pacer == null) {
      send(session, request, Departure.AT_ONCE);
      return;
    }
    pacer.ready(
        new io.gatling.javaapi.core.Session(session),
        new Pacer.Ready() {
          @Override
          public void send(long plannedNanos, @Nullable Long admittedNanos) {
            LlmAction.this.send(session, request, new Departure(plannedNanos, admittedNanos, 0));
          }

          @Override
          public void leave() {
            next.$bang(session);
          }
        });
  }

  private void send(Session session, HttpRequest request, Departure departure) {
    Option<io.gatling.core.actor.ActorRef<Throttler.Command>> throttler = core.throttler();
    if (throttler.isDefined() && request.requestConfig().throttled()) {
      throttler
          .get()
          .$bang(
              new Throttler$Command$ThrottledRequest(
                  session.scenario(),
                  () -> {
                    session.eventLoop().execute(() -> execute(session, request, departure));
                    return BoxedUnit.UNIT;
                  }));
    } else {
      execute(session, request, departure);
    }
  }

  private void execute(Session session, HttpRequest request, Departure departure) {
    ConnectionChoice connections = settings.sending().connections();
    Slot slot = connections == null ? Slot.ofUser(session.userId()) : connections.take(session);
    boolean shared = connections == null && http.httpProtocol().enginePart().shareConnections();
    SettingOut way = new SettingOut(departure, slot);
    LlmListener listener = new LlmListener(log, session, request, settings, way, next);
    if (!Completion.isSilent(request)) {
      listener.observedBy(observer);
    }
    try {
      send(session, request, way, listener, shared);
    } catch (RuntimeException e) {
      // Whoever let it go, a timer or another user, would not hear of it.
      listener.onThrowable(e);
    }
  }

  private void send(
      Session session, HttpRequest request, SettingOut way, LlmListener listener, boolean shared) {
    settings.told().started().accept(new io.gatling.javaapi.core.Session(session), listener);
    way.send(
        () ->
            http.httpEngine()
                .executeRequest(
                    request.clientRequest(),
                    way.clientId(),
                    shared,
                    session.eventLoop(),
                    listener,
                    SslContextSupport$.MODULE$.sslContexts(session)));
  }

  /** The request could not even be built, for example because a session attribute is missing. */
  private void crash(Session session, String message) {
    Validation<String> name = requests.name(session);
    String known = name instanceof Success<String> success ? success.value() : "llm";
    core.statsEngine().logRequestCrash(session.scenario(), session.groups(), known, message);
    next.$bang(session.markAsFailed());
  }
}
