package llmbench.warmup;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.rendezVous;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import llmbench.dataset.Prompt;
import llmbench.injection.ReadyPrompt;
import llmbench.injection.RequestAction;
import llmbench.injection.UserPrompt;
import llmbench.llm.LlmResult;
import llmbench.request.LlmRequest;

/**
 * A JVM compiles code once it has run for a while; until then the first requests of a run are timed
 * by interpreted code, tens of milliseconds late. So before anything is sent to the target, a few
 * of the users play whole requests, by the very action that is measured, against a server within
 * this process, until they stop getting faster. Nobody sees these requests: they are in no log, and
 * hold no secret.
 */
public final class JvmWarmUp {

  private static final String PLAYS = "llmbench.warmsUp";

  private final ReadyPrompt prompt;
  private final BiConsumer<ReadyPrompt, LlmResult> finished;

  private final AtomicInteger users = new AtomicInteger();
  private final AtomicBoolean recording = new AtomicBoolean();
  private final LoopbackWarmUp play;

  /**
   * What came of a warm-up.
   *
   * @param tokens that were read
   * @param seconds that it took
   * @param firstPerSecond tokens per second at the beginning
   * @param bestPerSecond tokens per second at best
   */
  public record Outcome(long tokens, double seconds, double firstPerSecond, double bestPerSecond) {}

  private JvmWarmUp(
      ReadyPrompt prompt, BiConsumer<ReadyPrompt, LlmResult> finished, LoopbackWarmUp play) {
    this.prompt = prompt;
    this.finished = finished;
    this.play = play;
  }

  /**
   * Starts a warm-up's server; nothing is sent yet.
   *
   * @param prompt any of the run's
   * @param sample any request; of its headers only the names are used
   * @param most how long it may take
   * @param finished does with an answer what will be done with the measured ones; off the loops
   * @param ended is called once, before anything is measured
   * @throws IOException when there is no port for it
   */
  public static JvmWarmUp start(
      Prompt prompt,
      LlmRequest sample,
      Duration most,
      BiConsumer<ReadyPrompt, LlmResult> finished,
      Consumer<Outcome> ended)
      throws IOException {
    return new JvmWarmUp(
        new ReadyPrompt(prompt, withoutSecrets(sample)),
        finished,
        LoopbackWarmUp.start(most, ended));
  }

  /** Header values are the user's, and may be secret. */
  private static LlmRequest withoutSecrets(LlmRequest sample) {
    Map<String, String> headers = new LinkedHashMap<>();
    sample.headers().forEach((name, value) -> headers.put(name, "warm-up"));
    return new LlmRequest(sample.path(), headers, sample.body());
  }

  /** What each of these users does; all leave it together. */
  public ChainBuilder chain(int concurrency) {
    play.players(Math.min(LoopbackWarmUp.MAX_PLAYERS, concurrency));
    return exec(this::take)
        .exec(
            asLongAs(session -> session.getBoolean(PLAYS) && !play.isOver())
                .on(exec(RequestAction.warmUp(play.url(), prompt.request(), this::played))))
        .exec(this::leave)
        .exec(rendezVous(concurrency));
  }

  private Session take(Session session) {
    play.begin();
    boolean plays = users.getAndIncrement() < LoopbackWarmUp.MAX_PLAYERS;
    return UserPrompt.with(prompt, session).set(PLAYS, plays);
  }

  private Session leave(Session session) {
    if (session.getBoolean(PLAYS)) {
      // Nobody goes on before the last one's leaving is done: all meet behind it.
      play.leave();
    }
    return UserPrompt.without(session).remove(PLAYS);
  }

  /** On an event loop. */
  private void played(ReadyPrompt played, LlmResult result) {
    if (play.goesOn(result) && recording.compareAndSet(false, true)) {
      CompletableFuture<Void> unused =
          CompletableFuture.runAsync(() -> finished.accept(played, result))
              .whenComplete((done, failure) -> recording.set(false));
    }
  }
}
