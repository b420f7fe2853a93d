package llmbench.llm;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static java.util.Objects.requireNonNull;
import static llmbench.llm.LlmDsl.completionTokens;
import static llmbench.llm.LlmDsl.llm;
import static llmbench.llm.LlmDsl.longestGap;
import static llmbench.llm.LlmDsl.timeToFirstToken;
import static llmbench.llm.LlmDsl.tokenTimes;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import llmbench.llm.testing.ScriptedServer;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.Usage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One Gatling run of one user: answers that come whole, and some that never come to an end. */
class WholeAndLateAnswersTest {

  private static final String STREAM =
      "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
  private static final String ROLE =
      "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";
  private static final String TOKEN = "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n";
  private static final String CHAT =
      """
      {"id": "1", "object": "chat.completion", "choices": [{"index": 0, "message": {"role":
      "assistant", "content": "hé\\n", "reasoning": "so"}, "finish_reason": "stop"}],
      "usage": {"prompt_tokens": 31, "completion_tokens": 3}}""";
  private static final String WHOLE = "{\"stream\": false}";
  private static final List<String> STALLED =
      List.of("/mute", "/role-only", "/stall", "/never-over", "/mute-again");

  private static final Map<String, LlmResult> RESULTS = new ConcurrentHashMap<>();
  private static final Map<String, Session> SESSIONS = new ConcurrentHashMap<>();
  private static final Map<String, CountDownLatch> CLOSED = new ConcurrentHashMap<>();
  private static final Set<String> CLOSED_AT_ONCE = ConcurrentHashMap.newKeySet();

  @TempDir static Path results;
  private static ScriptedServer server;
  private static int exitCode;

  @BeforeAll
  static void runOnce() throws IOException {
    RESULTS.clear();
    SESSIONS.clear();
    CLOSED_AT_ONCE.clear();
    STALLED.forEach(path -> CLOSED.put(path, new CountDownLatch(1)));
    server = new ScriptedServer(scripts());
    System.setProperty("llm.test.whole.url", server.baseUrl());
    exitCode =
        Gatling$.MODULE$.fromArgs(
            new String[] {"-s", Answers.class.getName(), "-rf", results.toString(), "-nr"});
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    System.clearProperty("llm.test.whole.url");
  }

  private static Map<String, ScriptedServer.Script> scripts() {
    Map<String, ScriptedServer.Script> scripts = new HashMap<>();
    scripts.put("/chat", json(CHAT));
    scripts.put("/text", json("{\"choices\":[{\"text\":\"a\"},{\"text\":\"b\"}]}"));
    scripts.put("/tool", json(message("\"tool_calls\":[{\"function\":{\"name\":\"f\"}}]")));
    scripts.put("/empty", json(message("\"content\":\"\"")));
    scripts.put("/null", json(message("\"content\":null")));
    scripts.put("/delta", json("{\"choices\":[{\"delta\":{\"content\":\"x\"}}]}"));
    scripts.put("/error", json("{\"error\":{\"message\":\"oom\"}}"));
    scripts.put("/object-error", json("{\"object\":\"error\",\"message\":\"oom\"}"));
    scripts.put("/no-choices", json("{\"usage\":{\"prompt_tokens\":1}}"));
    scripts.put("/list", json("[1]"));
    scripts.put("/malformed", json(CHAT.substring(0, CHAT.length() - 1)));
    scripts.put("/nothing", json(""));
    scripts.put("/large", json(message("\"content\":\"" + "x".repeat(2 << 20) + "\"")));
    scripts.put("/html", (wire, place) -> answer(wire, "200 OK", "text/html", "<html>"));
    scripts.put("/500", (wire, place) -> answer(wire, "500 No", "application/json", "{}"));
    scripts.put(
        "/cut",
        (wire, place) -> {
          wire.send("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n");
          wire.send("content-length: 5000\r\n\r\n" + CHAT);
          return false;
        });
    scripts.put(
        "/stream",
        (wire, place) -> wire.send(STREAM).chunk(ROLE + TOKEN + "data: [DONE]\n\n").end());
    scripts.put("/mute", stalled("/mute", ""));
    scripts.put("/mute-again", stalled("/mute-again", ""));
    scripts.put("/role-only", stalled("/role-only", STREAM + chunk(ROLE)));
    scripts.put("/stall", stalled("/stall", STREAM + chunk(ROLE + TOKEN)));
    scripts.put("/never-over", stalled("/never-over", STREAM + chunk(ROLE + TOKEN)));
    return scripts;
  }

  private static String message(String fields) {
    return "{\"choices\":[{\"message\":{\"role\":\"assistant\"," + fields + "}}]}";
  }

  private static ScriptedServer.Script json(String body) {
    return (wire, place) -> answer(wire, "200 OK", "application/json; charset=utf-8", body);
  }

  private static boolean answer(ScriptedServer.Wire wire, String status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    wire.send("HTTP/1.1 " + status + "\r\ncontent-type: " + type + "\r\n");
    wire.send("content-length: " + bytes.length + "\r\n\r\n").send(bytes);
    return true;
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  /**
   * Sends a beginning and no more; the server's own account of the client's going away, which it
   * may notice as early as when it sends.
   */
  private static ScriptedServer.Script stalled(String path, String beginning) {
    return (wire, place) -> {
      try {
        wire.send(beginning);
        assertThat(wire.socket().getInputStream().read()).isNegative();
      } finally {
        requireNonNull(CLOSED.get(path)).countDown();
      }
      return false;
    };
  }

  /** The scenario. */
  public static final class Answers extends Simulation {

    private static final Duration SOON = Duration.ofMillis(60);

    private final String url = requireNonNull(System.getProperty("llm.test.whole.url"));

    public Answers() {
      ChainBuilder whole = exec(step(ask("/chat", WHOLE), "/chat"));
      for (String path : scripts().keySet()) {
        if (!STALLED.contains(path) && !path.equals("/chat")) {
          whole = whole.exec(step(ask(path, WHOLE), path));
        }
      }
      ChainBuilder checked =
          exec(
              step(ask("/chat", "{\"stream\": true}", "unasked"), "unasked"),
              step(ask("/stream", "{\"stream\": true}", "asked"), "asked"),
              step(
                  ask("/chat", "{}", "checked").check(tokenTimes(), completionTokens().is(3)),
                  "checked"),
              step(ask("/stream", "{}", "uncounted").check(completionTokens().gte(1)), "uncounted"),
              step(ask("/chat", "{}", "ttft").check(timeToFirstToken().lt(SOON)), "ttft"),
              step(ask("/chat", "{}", "gap").check(longestGap().lt(SOON)), "gap"));
      ChainBuilder late =
          exec(
              step(ask("/mute", "{}").firstTokenTimeout(SOON), "/mute"),
              step(ask("/role-only", "{}").firstTokenTimeout(SOON), "/role-only"),
              // Long enough for the token to come first, also on a busy machine.
              step(ask("/stall", "{}").idleTimeout(Duration.ofMillis(500)), "/stall"),
              step(ask("/never-over", "{}").totalTimeout(SOON), "/never-over"),
              // On a connection that was used before, which Gatling's client would replace.
              step(ask("/chat", "{}", "warm"), "warm"),
              step(ask("/mute-again", "{}").idleTimeout(SOON), "/mute-again"),
              // A server that never answers the TLS handshake.
              step(
                  llm(http("no-tls").post(url.replace("http:", "https:") + "/x"))
                      .connectTimeout(SOON),
                  "no-tls"),
              step(
                  ask("/chat", "{}", "in time")
                      .connectTimeout(Duration.ofMinutes(1))
                      .firstTokenTimeout(Duration.ofMinutes(1))
                      .idleTimeout(Duration.ofMinutes(1))
                      .totalTimeout(Duration.ofMinutes(1)),
                  "in time"));
      setUp(scenario("answers").exec(whole, checked, late).injectOpen(atOnceUsers(1)));
    }

    private static ChainBuilder step(LlmActionBuilder action, String name) {
      return exec(action.onFinished((session, result) -> RESULTS.put(name, result)))
          .exec(
              session -> {
                SESSIONS.put(name, session);
                noteClosed(name);
                return session.markAsSucceeded();
              });
    }

    private LlmActionBuilder ask(String path, String body) {
      return ask(path, body, path);
    }

    private LlmActionBuilder ask(String path, String body, String name) {
      HttpRequestActionBuilder post = http(name).post(url + path).body(StringBody(body));
      return llm(path.equals("/chat") ? post.check(jsonPath("$.id").saveAs("id")) : post);
    }
  }

  /** Holds the event loop up until the server has seen the end: it must have come before. */
  private static void noteClosed(String name) {
    CountDownLatch closed = CLOSED.get(name);
    try {
      if (closed != null && closed.await(5, TimeUnit.MINUTES)) {
        CLOSED_AT_ONCE.add(name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theRunEndsByItself() {
    assertThat(exitCode).isZero();
  }

  @Test
  void anAnswerThatWasNotToBeStreamedIsASuccessWithoutTokenTimes() {
    LlmResult result = result("/chat");
    assertThat(result.fault()).isNull();
    assertThat(result.unstreamed()).isTrue();
    assertThat(result.timeline().text()).isEqualTo("hé\n");
    assertThat(result.timeline().reasoning()).isEqualTo("so");
    assertThat(result.timeline().usage()).isEqualTo(new Usage(31, 3, null));
    assertThat(result.timeline().finishReason()).isEqualTo("stop");
    assertThat(result.timeline().size()).isZero();
    assertThat(result.latencyNanos()).isPositive();
    Session session = requireNonNull(SESSIONS.get("/chat"));
    assertThat(session.getString("id")).as("checks of http() see it").isEqualTo("1");
    assertThat(session.contains("llm.ttftNanos")).isFalse();
    assertThat(session.getInt("llm.completionTokens")).isEqualTo(3);
    assertThat(session.getLong("llm.latencyNanos")).isEqualTo(result.latencyNanos());
  }

  @Test
  void completionsToolCallsAndLongAnswersAreAnswersToo() {
    assertThat(result("/text").fault()).isNull();
    assertThat(result("/text").timeline().text()).isEqualTo("ab");
    assertThat(result("/tool").fault()).isNull();
    assertThat(result("/large").fault()).isNull();
    assertThat(result("/large").timeline().text()).hasSize(2 << 20);
  }

  @ParameterizedTest
  @CsvSource({
    "/empty, NO_OUTPUT, the answer brought no output",
    "/null, NO_OUTPUT, the answer brought no output",
    "/delta, NO_OUTPUT, the answer brought no output",
    "/error, ERROR_EVENT, an error came under status 200",
    "/object-error, ERROR_EVENT, an error came under status 200",
    "/no-choices, NO_CHOICES, the answer has no choices",
    "/list, NO_CHOICES, the answer has no choices",
    "/malformed, MALFORMED, the answer is not JSON",
    "/nothing, MALFORMED, the answer is not JSON",
    "/html, CONTENT_TYPE, no JSON but text/html came",
    "/500, HTTP_STATUS, 500 No",
    "/cut, CUT, 'the connection broke within the answer, after 0 output chunks'"
  })
  void everyBadAnswerHasItsName(String path, FaultKind kind, String message) {
    assertThat(fault(path).kind()).isEqualTo(kind);
    assertThat(fault(path).message()).isEqualTo(message);
    assertThat(result(path).unstreamed()).isTrue();
    assertThat(server.requests(path)).isEqualTo(1);
  }

  @Test
  void whatTheServerSaidIsKept() {
    assertThat(fault("/error").body()).isEqualTo("{\"error\":{\"message\":\"oom\"}}");
    assertThat(fault("/malformed").body()).startsWith("{\"id\": \"1\"");
  }

  @Test
  void whatWasAskedForDecides() {
    assertThat(fault("unasked").kind()).isEqualTo(FaultKind.CONTENT_TYPE);
    assertThat(result("unasked").unstreamed()).isFalse();
    assertThat(result("asked").unstreamed()).isFalse();
    assertThat(result("/stream").fault()).as("a stream is more than was asked for").isNull();
    assertThat(result("/stream").unstreamed()).isFalse();
  }

  @Test
  void checksKnowThatAWholeAnswerHasNoTokenTimes() {
    assertThat(result("checked").fault()).isNull();
    assertThat(fault("ttft").message())
        .isEqualTo(
            "time to first token is not known: the answer came whole; was \"stream\": true sent?");
    assertThat(fault("gap").message()).startsWith("longest gap is not known: the answer came");
  }

  @Test
  void tokensThatNobodyCountedAreSaidToBeUnknownAndHowToHaveThemCounted() {
    assertThat(fault("uncounted").message())
        .isEqualTo(
            "completion tokens are not known: the server sent no usage; put"
                + " \"stream_options\": {\"include_usage\": true} into the body");
  }

  @ParameterizedTest
  @CsvSource({
    "/mute, FIRST_TOKEN_TIMEOUT, no output token within 0.06 s, 0",
    "/role-only, FIRST_TOKEN_TIMEOUT, no output token within 0.06 s, 0",
    "/stall, IDLE_TIMEOUT, 'nothing came for 0.5 s, after 1 output chunk', 1",
    "/mute-again, IDLE_TIMEOUT, 'nothing came for 0.06 s, after 0 output chunks', 0"
  })
  void aStalledAnswerEndsAtItsLimitIsClosedAndNeverPostedAgain(
      String path, FaultKind kind, String message, int outputs) {
    assertThat(fault(path).kind()).isEqualTo(kind);
    assertThat(fault(path).message()).isEqualTo(message);
    assertThat(result(path).timeline().outputs()).isEqualTo(outputs);
    assertThat(result(path).latencyNanos()).isGreaterThanOrEqualTo(60_000_000);
    assertThat(result(path).resends()).isZero();
    assertThat(server.requests(path)).isEqualTo(1);
    assertThat(CLOSED_AT_ONCE).contains(path);
    assertThat(requireNonNull(SESSIONS.get(path)).isFailed()).isTrue();
  }

  @Test
  void theWholeRequestHasALimitToo() {
    assertThat(fault("/never-over").kind()).isEqualTo(FaultKind.TOTAL_TIMEOUT);
    assertThat(CLOSED_AT_ONCE).contains("/never-over");
  }

  @Test
  void aServerThatNeverAcceptsIsAConnectTimeout() {
    assertThat(fault("no-tls").kind()).isEqualTo(FaultKind.CONNECT_TIMEOUT);
    assertThat(fault("no-tls").message()).isEqualTo("no connection within 0.06 s");
    assertThat(result("no-tls").status()).isZero();
  }

  @Test
  void aRequestWithinItsLimitsIsNotTouched() {
    assertThat(result("in time").fault()).isNull();
  }

  private static LlmResult result(String name) {
    return requireNonNull(RESULTS.get(name), name);
  }

  private static Fault fault(String name) {
    return requireNonNull(result(name).fault(), name);
  }
}
