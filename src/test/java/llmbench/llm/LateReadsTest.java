package llmbench.llm;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static java.util.Objects.requireNonNull;
import static llmbench.llm.LlmDsl.llm;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import llmbench.llm.testing.ScriptedServer;
import llmbench.timeline.FaultKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A loop that is busy from before the answer is sent until after the limit: it comes to the read
 * before it comes to its timers.
 */
class LateReadsTest {

  private static final Duration LIMIT = Duration.ofMillis(20);
  private static final String ANSWER =
      "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\ndata: [DONE]\n\n";

  private static final Map<String, LlmResult> RESULTS = new ConcurrentHashMap<>();
  private static final AtomicReference<EventLoop> LOOP = new AtomicReference<>();

  @TempDir static Path results;
  private static ScriptedServer server;

  @BeforeAll
  static void runOnce() throws IOException {
    RESULTS.clear();
    ScriptedServer.Script answer =
        (wire, place) -> {
          Busy busy = Busy.begin();
          try {
            wire.send("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n");
            wire.send("content-length: " + ANSWER.length() + "\r\n\r\n" + ANSWER);
          } finally {
            busy.end();
          }
          return true;
        };
    server = new ScriptedServer(Map.of("/", answer));
    System.setProperty("llm.test.late.url", server.baseUrl());
    int exitCode =
        Gatling$.MODULE$.fromArgs(
            new String[] {"-s", LateReads.class.getName(), "-rf", results.toString(), "-nr"});
    assertThat(exitCode).isZero();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    System.clearProperty("llm.test.late.url");
  }

  /** The scenario. */
  public static final class LateReads extends Simulation {

    public LateReads() {
      setUp(
          scenario("late")
              .exec(session -> keepLoop(session))
              // What is loaded for a first request takes longer than the limit.
              .exec(ask("warm", action -> action))
              .exec(ask("first token", action -> action.firstTokenTimeout(LIMIT)))
              .exec(ask("idle", action -> action.idleTimeout(LIMIT)))
              .exec(ask("no limit", action -> action))
              .injectOpen(atOnceUsers(1)));
    }

    private static LlmActionBuilder ask(String name, UnaryOperator<LlmActionBuilder> limits) {
      LlmActionBuilder action =
          llm(
              http(name)
                  .post(System.getProperty("llm.test.late.url") + "/")
                  .body(StringBody("{\"stream\": true}")));
      return limits.apply(action).onFinished((session, result) -> RESULTS.put(name, result));
    }
  }

  private static Session keepLoop(Session session) {
    LOOP.set(session.asScala().eventLoop());
    return session;
  }

  /** Keeps the user's loop busy, from its beginning to its end and then until the limit is over. */
  private record Busy(CountDownLatch over) {

    static Busy begin() {
      CountDownLatch begun = new CountDownLatch(1);
      Busy busy = new Busy(new CountDownLatch(1));
      requireNonNull(LOOP.get()).execute(() -> busy.hold(begun));
      await(begun);
      return busy;
    }

    private void hold(CountDownLatch begun) {
      long end = System.nanoTime() + LIMIT.toNanos();
      begun.countDown();
      await(over);
      while (System.nanoTime() - end <= 0) {
        Thread.onSpinWait();
      }
    }

    private static void await(CountDownLatch latch) {
      try {
        assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void end() {
      over.countDown();
    }
  }

  @Test
  void aFirstTokenThatIsReadTooLateBreaksItsLimitThoughTheTimerCameLater() {
    assertThat(requireNonNull(result("first token").fault()).kind())
        .isEqualTo(FaultKind.FIRST_TOKEN_TIMEOUT);
    assertThat(result("first token").timeline().outputs()).isZero();
  }

  @Test
  void aReadThatIsIdleForTooLongBreaksItsLimitThoughTheTimerCameLater() {
    assertThat(requireNonNull(result("idle").fault()).kind()).isEqualTo(FaultKind.IDLE_TIMEOUT);
  }

  @Test
  void withoutALimitTheSameAnswerIsWholeAndItsTimeIsThatOfTheRead() {
    assertThat(result("no limit").fault()).isNull();
    assertThat(result("no limit").timeline().firstOutputNanos()).isGreaterThan(LIMIT.toNanos());
  }

  private static LlmResult result(String name) {
    return requireNonNull(RESULTS.get(name), name);
  }
}
