package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static llmbench.llm.LlmDsl.llm;
import static llmbench.llm.LlmDsl.result;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import llmbench.llm.LlmActionBuilder;
import llmbench.llm.LlmCall;
import llmbench.llm.LlmResult;
import llmbench.llm.Variation;
import llmbench.options.BenchOptions;
import llmbench.request.LlmRequest;
import llmbench.timeline.TtftGroup;
import org.jspecify.annotations.Nullable;

/** The measured request as a Gatling chain: the bytes that the tool would send, timed. */
public final class RequestAction {

  /** Gatling always has a limit; its setting is a minute where nothing else is said. */
  private static final Duration NO_LIMIT = Duration.ofDays(365);

  /** For the one request that no tool sends: a server that hangs must not hang the run. */
  private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(10);

  private RequestAction() {}

  /**
   * Where requests stand in Gatling's report.
   *
   * @param name of the requests
   * @param ttftGroup of the group that has their time to the first token, and them; null for none
   */
  public record Row(String name, @Nullable String ttftGroup) {}

  /** Is told of the requests, on their users' event loops. */
  public interface Told {

    /** A prompt's request is about to be sent. */
    default void started(ReadyPrompt prompt, LlmCall call) {}

    /** What came of a prompt's request. */
    void finished(ReadyPrompt prompt, LlmResult result);

    /** How bytes begin that no request had asked for. */
    default void unasked(String beginning) {}
  }

  /**
   * Sends the request of the {@link UserPrompt}.
   *
   * @param row where the requests stand in Gatling's report
   * @param sample any of the requests: all have the same path
   * @param requests the request of the user's prompt; is called when it is about to be sent
   * @param timeouts how long its parts may take
   * @param how it is sent besides: paced, say
   */
  public static ChainBuilder of(
      Row row,
      LlmRequest sample,
      Function<ReadyPrompt, LlmRequest> requests,
      BenchOptions.Timeouts timeouts,
      Told told,
      UnaryOperator<LlmActionBuilder> how) {
    HttpRequestActionBuilder plain = http(row.name()).post(sample.path());
    return of(row, plain, sample, requests, timeouts, told, how);
  }

  /** The same, each sent as soon as its user has it. */
  public static ChainBuilder of(
      Row row,
      LlmRequest sample,
      Function<ReadyPrompt, LlmRequest> requests,
      BenchOptions.Timeouts timeouts,
      Told told) {
    return of(row, sample, requests, timeouts, told, action -> action);
  }

  /**
   * The same, in no log.
   *
   * @param how it is sent besides: paced, say
   */
  public static ChainBuilder unmeasured(
      LlmRequest sample,
      Function<ReadyPrompt, LlmRequest> requests,
      BenchOptions.Timeouts timeouts,
      Told told,
      UnaryOperator<LlmActionBuilder> how) {
    Row nowhere = new Row("warm-up request", null);
    HttpRequestActionBuilder plain = http(nowhere.name()).post(sample.path()).silent();
    return of(nowhere, plain, sample, requests, timeouts, told, how);
  }

  /**
   * The same action, sent to another server and in no log.
   *
   * @param url of a server that is there for nothing else
   * @param request the same each time; its path is not looked at
   */
  public static ChainBuilder warmUp(String url, LlmRequest request, Told told) {
    BenchOptions.Timeouts limit =
        new BenchOptions.Timeouts(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(WARM_UP_LIMIT));
    Row nowhere = new Row("warm up", TtftGroup.NAME);
    return of(
        nowhere,
        http(nowhere.name()).post(url).silent(),
        request,
        prompt -> request,
        limit,
        told,
        action -> action);
  }

  private static ChainBuilder of(
      Row row,
      HttpRequestActionBuilder plain,
      LlmRequest sample,
      Function<ReadyPrompt, LlmRequest> requests,
      BenchOptions.Timeouts timeouts,
      Told told,
      UnaryOperator<LlmActionBuilder> how) {
    HttpRequestActionBuilder post = plain.check(status().is(200));
    return exec(
        // Last: who is told of a request's end is told before the next one may be sent.
        how.apply(
            limited(in(row.ttftGroup(), llm(post)), timeouts)
                .answers(sample.answers())
                .varying(session -> variation(requests.apply(UserPrompt.ready(session))))
                .check(result())
                .onStarted((session, call) -> told.started(UserPrompt.ready(session), call))
                .onFinished((session, result) -> told.finished(UserPrompt.ready(session), result))
                .onUnasked(told::unasked)));
  }

  private static LlmActionBuilder in(@Nullable String ttftGroup, LlmActionBuilder plain) {
    return ttftGroup == null ? plain.withoutTtftGroup() : plain.ttftGroup(ttftGroup);
  }

  private static LlmActionBuilder limited(LlmActionBuilder plain, BenchOptions.Timeouts timeouts) {
    LlmActionBuilder action = plain.totalTimeout(timeouts.total().orElse(NO_LIMIT));
    if (timeouts.connect().isPresent()) {
      action = action.connectTimeout(timeouts.connect().get());
    }
    if (timeouts.firstToken().isPresent()) {
      action = action.firstTokenTimeout(timeouts.firstToken().get());
    }
    return timeouts.idle().isPresent() ? action.idleTimeout(timeouts.idle().get()) : action;
  }

  /**
   * Opens a user's connection to a server, so that no measured request has to; whatever the server
   * answers. Not by Gatling's own action, which takes heads of any length.
   *
   * @param server its base URL; empty for the protocol's
   * @param timeouts of the measured requests: this one takes no longer than they may
   * @param unasked is told how bytes begin that it had not asked for, on the user's event loop
   */
  public static ChainBuilder warmConnection(
      String server, BenchOptions.Timeouts timeouts, Consumer<String> unasked) {
    return exec(
        llm(http("warm connection").get(server + "/health").silent())
            .totalTimeout(warmConnectionLimit(timeouts))
            .connectTimeout(timeouts.connectBeside(WARM_UP_LIMIT))
            .onUnasked(unasked));
  }

  /** How long that may take. */
  public static Duration warmConnectionLimit(BenchOptions.Timeouts timeouts) {
    return timeouts.beside(WARM_UP_LIMIT);
  }

  private static Variation variation(LlmRequest request) {
    Variation plain = new Variation(request.headers(), request.bytes());
    return request.server() == null ? plain : plain.to(request.server() + request.path());
  }
}
