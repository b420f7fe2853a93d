package llmbench.llm;

import io.gatling.commons.validation.Failure;
import io.gatling.core.action.Action;
import io.gatling.core.check.Check$;
import io.gatling.core.session.Session;
import io.gatling.http.check.HttpCheck;
import io.gatling.http.client.Request;
import io.gatling.http.cookie.CookieSupport;
import io.gatling.http.request.HttpRequest;
import io.gatling.http.response.Response;
import io.gatling.http.response.ResponseBody;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.function.Consumer;
import llmbench.llm.chat.Conversation;
import llmbench.llm.chat.TurnSent;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.List;
import scala.collection.immutable.Map$;

/**
 * What follows the last byte: checks, one row in Gatling's log and the time to the first token, the
 * listener, and the next action.
 */
final class Completion {

  private static final double NANOS_PER_MILLI = 1e6;

  private final GatlingLog log;
  private final Session session;
  private final HttpRequest request;
  private final LlmSettings settings;
  private final Action next;

  Completion(
      GatlingLog log, Session session, HttpRequest request, LlmSettings settings, Action next) {
    this.log = log;
    this.session = session;
    this.request = request;
    this.settings = settings;
    this.next = next;
  }

  /**
   * A whole HTTP answer, for the checks of {@code http(...)}.
   *
   * @param request as it was sent
   */
  record Answer(
      Request request, HttpResponseStatus status, HttpHeaders headers, ResponseBody body) {}

  /** Which turn of a conversation it is; null where it is none's. */
  @Nullable TurnSent turn() {
    return settings.turn(session);
  }

  /** Gatling's wall clock. */
  long nowMillis() {
    return log.nowMillis();
  }

  /**
   * Completes the request.
   *
   * @param startMillis when it was sent, by Gatling's clock
   * @param answer null when no whole answer came
   * @param observer is told what came of it
   */
  void complete(
      LlmResult result, long startMillis, @Nullable Answer answer, Consumer<LlmResult> observer) {
    // The end is that of the last byte, not of our getting to it; and by the monotonic clock, since
    // the wall clock may have been set meanwhile.
    long endMillis = startMillis + Math.round(result.latencyNanos() / NANOS_PER_MILLI);
    Session checked = session.logGroupRequestTimings(startMillis, endMillis);
    LlmResult judged = result;
    if (answer != null) {
      Tuple2<Session, Option<Failure>> outcome =
          httpChecks(checked, answer, startMillis, endMillis);
      checked = outcome._1();
      String failure = outcome._2().isDefined() ? outcome._2().get().message() : null;
      judged = failedIf(judged, failure, FaultKind.CHECK);
    }
    for (SseCheck check : settings.checks()) {
      SseCheck.Outcome outcome = check.check(new io.gatling.javaapi.core.Session(checked), judged);
      checked = outcome.session().asScala();
      judged =
          failedIf(
              judged,
              outcome.failure(),
              outcome.ofSlowness() ? FaultKind.TOO_SLOW : FaultKind.CHECK);
    }
    Conversation conversation = settings.conversation();
    if (conversation != null) {
      checked =
          conversation
              .after(
                  new io.gatling.javaapi.core.Session(checked),
                  judged.timeline(),
                  judged.fault() == null,
                  judged.endNanos())
              .asScala();
    }
    log.request(session, isSilent(request), judged, settings.ttftGroups(), startMillis, endMillis);
    observer.accept(judged);
    settings.told().finished().accept(new io.gatling.javaapi.core.Session(checked), judged);
    next.$bang(judged.fault() == null ? checked : checked.markAsFailed());
  }

  /**
   * The first fault stands: a check that fails because the stream was cut says nothing new. But an
   * answer that is wrong as well is not one that was only too slow.
   */
  private static LlmResult failedIf(LlmResult result, @Nullable String failure, FaultKind kind) {
    Fault before = result.fault();
    boolean stands = before != null && !(before.isOfSlowness() && kind == FaultKind.CHECK);
    return failure == null || stands ? result : result.failed(new Fault(kind, failure, null));
  }

  private Tuple2<Session, Option<Failure>> httpChecks(
      Session before, Answer answer, long startMillis, long endMillis) {
    Response response =
        new Response(
            answer.request(),
            startMillis,
            endMillis,
            answer.status(),
            answer.headers(),
            answer.body(),
            Map$.MODULE$.empty(),
            false);
    Session withCookies =
        CookieSupport.storeCookies(
            before, answer.request().getUri(), response.cookies(), endMillis);
    List<HttpCheck> httpChecks = request.requestConfig().checks();
    @SuppressWarnings("unchecked")
    List<io.gatling.core.check.Check<Response>> all =
        (List<io.gatling.core.check.Check<Response>>) (List<?>) httpChecks;
    Tuple2<Session, Option<Failure>> outcome =
        Check$.MODULE$.applyChecks(response, withCookies, all);
    return Check$.MODULE$.applyPostChecks(
        outcome._1(), outcome._2(), request.requestConfig().postChecks());
  }

  /** Whether Gatling is to know nothing of it. */
  static boolean isSilent(HttpRequest request) {
    Option<Object> silent = request.requestConfig().silent();
    return silent.isDefined() && (Boolean) silent.get();
  }
}
