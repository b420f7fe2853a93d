package llmbench.llm;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static java.util.Objects.requireNonNull;
import static llmbench.llm.LlmDsl.completionTokens;
import static llmbench.llm.LlmDsl.llm;
import static llmbench.llm.LlmDsl.timeToFirstToken;
import static llmbench.llm.LlmDsl.tokenTimes;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import llmbench.llm.testing.ScriptedServer;
import llmbench.timeline.AnswerForm;
import llmbench.timeline.AnswerReader;
import llmbench.timeline.AnswerType;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One Gatling run of one user through every kind of answer; each test looks at one of them. */
class LlmActionTest {

  private static final String STREAM =
      "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
  private static final String ROLE =
      "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";
  private static final String TOKEN = "data: {\"choices\":[{\"delta\":{\"content\":\"hé\"}}]}\n\n";
  private static final String USAGE =
      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":3}}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  private static final Map<String, LlmResult> RESULTS = new ConcurrentHashMap<>();
  private static final Map<String, Session> SESSIONS = new ConcurrentHashMap<>();

  /** As completions, but a stream is wanted whatever the body says. */
  private static final AnswerForm STREAMS_ONLY =
      new AnswerForm() {
        @Override
        public AnswerReader reader() {
          return AnswerForm.CHOICES.reader();
        }

        @Override
        public AnswerType askedForBy(byte[] body) {
          return AnswerType.STREAM;
        }
      };

  @TempDir static Path results;
  private static ScriptedServer server;
  private static int exitCode;

  @BeforeAll
  static void runOnce() throws IOException {
    RESULTS.clear();
    SESSIONS.clear();
    server = new ScriptedServer(scripts());
    System.setProperty("llm.test.url", server.baseUrl());
    exitCode =
        Gatling$.MODULE$.fromArgs(
            new String[] {"-s", AllAnswers.class.getName(), "-rf", results.toString(), "-nr"});
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    System.clearProperty("llm.test.url");
  }

  private static Map<String, ScriptedServer.Script> scripts() {
    return Map.ofEntries(
        Map.entry("/ok", (wire, place) -> whole(wire)),
        Map.entry(
            "/cut-anywhere",
            (wire, place) -> {
              wire.send(STREAM);
              for (byte b :
                  (ROLE + TOKEN + TOKEN + USAGE + DONE).getBytes(StandardCharsets.UTF_8)) {
                wire.send("1\r\n").send(new byte[] {b}).send("\r\n");
              }
              return wire.end();
            }),
        Map.entry(
            "/404",
            (wire, place) -> {
              String body = "{\"error\":{\"message\":\"no such model\",\"code\":404}}";
              wire.send("HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\n");
              wire.send("content-length: " + body.length() + "\r\n\r\n" + body);
              return true;
            }),
        Map.entry(
            "/json",
            (wire, place) -> {
              wire.send("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n");
              wire.send("content-length: 2\r\n\r\n{}");
              return true;
            }),
        Map.entry(
            "/fin",
            (wire, place) -> {
              wire.send(STREAM).chunk(ROLE + TOKEN);
              return false;
            }),
        Map.entry("/rst", (wire, place) -> wire.send(STREAM).chunk(ROLE + TOKEN).reset()),
        Map.entry(
            "/bad-chunk",
            (wire, place) -> {
              wire.send(STREAM).chunk(TOKEN).send("zz\r\nno chunk");
              return false;
            }),
        Map.entry("/clean-cut", (wire, place) -> wire.send(STREAM).chunk(ROLE + TOKEN).end()),
        Map.entry("/closed-idle", (wire, place) -> place == 1 && whole(wire)),
        Map.entry(
            "/error-event",
            (wire, place) ->
                wire.send(STREAM)
                    .chunk("data: {\"error\":{\"message\":\"oom\"}}\n\n" + DONE)
                    .end()),
        Map.entry(
            "/gzip",
            (wire, place) -> {
              byte[] zipped = gzip(ROLE + TOKEN + TOKEN + USAGE + DONE);
              wire.send("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n");
              wire.send("content-encoding: gzip\r\ncontent-length: " + zipped.length + "\r\n\r\n");
              wire.send(zipped);
              return true;
            }),
        Map.entry(
            "/silent",
            (wire, place) -> {
              wire.send(STREAM).chunk(ROLE);
              return wire.socket().getInputStream().read() >= 0;
            }));
  }

  private static boolean whole(ScriptedServer.Wire wire) throws IOException {
    wire.send(STREAM).chunk(ROLE).chunk(TOKEN);
    wire.chunk(TOKEN + TOKEN.substring(0, 30)).chunk(TOKEN.substring(30) + USAGE + DONE);
    return wire.end();
  }

  /**
   * The scenario: each step is named after its path, and the ones that need a fresh start close.
   */
  public static final class AllAnswers extends Simulation {

    public AllAnswers() {
      String url = requireNonNull(System.getProperty("llm.test.url"));
      ChainBuilder chain =
          exec(
              step("ok", post(url, "/ok", "ok")),
              step("cut-anywhere", post(url, "/cut-anywhere", "cut-anywhere")),
              step("404", post(url, "/404", "404").check(jsonPath("$.error.code").saveAs("code"))),
              step("json", post(url, "/json", "json").body(StringBody("{\"stream\": true}"))),
              exec(
                  llm(post(url, "/json", "own form").body(StringBody("{}")))
                      .answers(STREAMS_ONLY)
                      .onFinished(LlmActionTest::keep)),
              step("fin", post(url, "/fin", "fin")),
              step("warm rst", post(url, "/ok", "warm rst")),
              step("rst", post(url, "/rst", "rst")),
              step("bad-chunk", post(url, "/bad-chunk", "bad-chunk")),
              step("clean-cut", post(url, "/clean-cut", "clean-cut")));
      ChainBuilder more =
          exec(
              step("closed-idle", post(url, "/closed-idle", "closed-idle")),
              step("error-event", post(url, "/error-event", "error-event")),
              step("gzip", post(url, "/gzip", "gzip").header("accept-encoding", "gzip")),
              step("refused", post("http://127.0.0.1:1", "/x", "refused")),
              step("nohost", post("http://no-such-host.invalid", "/x", "nohost")),
              step("silent", post(url, "/silent", "silent").requestTimeout(Duration.ofMillis(300))),
              step(
                  "checked",
                  post(url, "/ok", "checked")
                      .check(
                          status().is(200), bodyString().saveAs("sse"), substring("hé").exists())),
              step("check fails", post(url, "/ok", "check fails").check(substring("no").exists())),
              exec(
                  llm(post(url, "/ok", "slow and wrong"))
                      .check(timeToFirstToken().lt(Duration.ZERO), completionTokens().gte(4))
                      .onFinished(LlmActionTest::keep)),
              exec(
                  llm(post(url, "/ok", "slow"))
                      .check(tokenTimes(), timeToFirstToken().lt(Duration.ZERO))
                      .onFinished(LlmActionTest::keep)),
              exec(
                  llm(post(url, "/ok", "counted"))
                      .check(completionTokens().is(3), tokenTimes().saveAs("answer"))
                      .onFinished(LlmActionTest::keep)),
              exec(
                  llm(post(url, "/ok", "counted otherwise"))
                      .check(completionTokens().gte(4))
                      .onFinished(LlmActionTest::keep)),
              step("unbuilt", post(url, "/#{missing}", "unbuilt")));
      setUp(scenario("all answers").exec(chain, more).injectOpen(atOnceUsers(1)));
    }

    private static ChainBuilder step(String name, HttpRequestActionBuilder request) {
      return exec(llm(request).onFinished(LlmActionTest::keep))
          .exec(session -> seenAfter(name, session));
    }

    private static HttpRequestActionBuilder post(String url, String path, String name) {
      return http(name)
          .post(url + path)
          .body(StringBody("{}"))
          .header("x-request-id", "id-" + name);
    }
  }

  private static void keep(Session session, LlmResult result) {
    RESULTS.put(result.requestName(), result);
    SESSIONS.put(result.requestName(), session);
  }

  private static Session seenAfter(String name, Session session) {
    SESSIONS.put("after " + name, session);
    return session.markAsSucceeded();
  }

  @Test
  void theRunEndsByItself() {
    assertThat(exitCode).isZero();
  }

  @Test
  void aWholeStreamGivesItsTimesToTheSession() {
    LlmResult result = result("ok");
    assertThat(result.fault()).isNull();
    assertThat(result.requestId()).isEqualTo("id-ok");
    assertThat(result.timeline().messages().count(llmbench.timeline.MessageKind.TEXT)).isEqualTo(3);
    Session session = session("after ok");
    assertThat(session.isFailed()).isFalse();
    assertThat(session.getLong("llm.firstChunkNanos")).isPositive();
    assertThat(session.getLong("llm.ttftNanos"))
        .isBetween(session.getLong("llm.firstChunkNanos"), session.getLong("llm.latencyNanos"));
    assertThat(session.<long[]>get("llm.interTokenNanos")).hasSize(2);
    assertThat(session.<long[]>get("llm.chunkNanos")).hasSize(4);
    assertThat(session.getInt("llm.outputChunks")).isEqualTo(3);
    assertThat(session.getInt("llm.promptTokens")).isEqualTo(31);
    assertThat(session.getInt("llm.completionTokens")).isEqualTo(3);
  }

  @Test
  void bytesThatComeOneByOneGiveTheSameStream() {
    LlmResult result = result("cut-anywhere");
    assertThat(result.fault()).isNull();
    assertThat(result.timeline().text()).isEqualTo("héhé");
  }

  @Test
  void anErrorStatusKeepsItsBodyAndChecksSeeIt() {
    Fault fault = fault("404");
    assertThat(fault.kind()).isEqualTo(FaultKind.HTTP_STATUS);
    assertThat(fault.message()).isEqualTo("404 Not Found");
    assertThat(fault.body()).contains("no such model");
    assertThat(session("after 404").getString("code")).isEqualTo("404");
    assertThat(session("after 404").isFailed()).isTrue();
  }

  @Test
  void anAnswerThatIsNoStreamSaysSo() {
    assertThat(fault("json").kind()).isEqualTo(FaultKind.CONTENT_TYPE);
    assertThat(fault("json").message()).isEqualTo("no event stream but application/json came");
    assertThat(fault("own form").message()).isEqualTo(fault("json").message());
  }

  @Test
  void aConnectionThatEndsOrBreaksMidStreamIsACutAndIsNeverPostedAgain() {
    for (String name : new String[] {"fin", "rst", "bad-chunk"}) {
      assertThat(fault(name).kind()).as(name).isEqualTo(FaultKind.CUT);
      assertThat(result(name).timeline().outputs()).as(name).isEqualTo(1);
      assertThat(server.requests("/" + name)).as(name).isEqualTo(1);
      assertThat(result(name).resends()).as(name).isZero();
    }
  }

  @Test
  void aCleanEndBeforeDoneIsACutToo() {
    assertThat(fault("clean-cut").kind()).isEqualTo(FaultKind.CUT);
  }

  @Test
  void anIdleConnectionThatTurnsOutToBeClosedCostsOneCountedResend() {
    LlmResult result = result("closed-idle");
    assertThat(result.fault()).isNull();
    assertThat(result.resends()).isEqualTo(1);
    assertThat(server.requests("/closed-idle")).isEqualTo(2);
  }

  @Test
  void anErrorEventUnderStatus200IsAFault() {
    assertThat(fault("error-event").kind()).isEqualTo(FaultKind.ERROR_EVENT);
    assertThat(fault("error-event").body()).contains("oom");
  }

  @Test
  void aCompressedStreamIsRead() {
    assertThat(result("gzip").fault()).isNull();
    assertThat(result("gzip").timeline().text()).isEqualTo("héhé");
  }

  @Test
  void aServerThatIsNotThereIsToldFromAHostThatIsNot() {
    assertThat(fault("refused").kind()).isEqualTo(FaultKind.CONNECT);
    assertThat(fault("nohost").kind()).isEqualTo(FaultKind.DNS);
    assertThat(result("refused").status()).isZero();
  }

  @Test
  void aStreamThatTakesTooLongIsATimeout() {
    assertThat(fault("silent").kind()).isEqualTo(FaultKind.TOTAL_TIMEOUT);
    assertThat(session("after silent").contains("llm.ttftNanos")).isFalse();
  }

  @Test
  void standardChecksSeeTheWholeStream() {
    assertThat(result("checked").fault()).isNull();
    assertThat(session("after checked").getString("sse"))
        .isEqualTo(ROLE + TOKEN + TOKEN + TOKEN + USAGE + DONE);
  }

  @Test
  void aFailedCheckIsAFaultOfItsOwn() {
    assertThat(fault("check fails").kind()).isEqualTo(FaultKind.CHECK);
    assertThat(fault("slow").kind()).isEqualTo(FaultKind.TOO_SLOW);
    assertThat(fault("slow and wrong").kind()).isEqualTo(FaultKind.CHECK);
    assertThat(fault("slow").message())
        .matches("time to first token is [\\d.]+ ms, not less than 0 ms");
    assertThat(fault("counted otherwise").message()).isEqualTo("3 completion tokens, fewer than 4");
  }

  @Test
  void tokenTimesCanHaveAnotherName() {
    assertThat(result("counted").fault()).isNull();
    assertThat(session("counted").getInt("answer.completionTokens")).isEqualTo(3);
  }

  @Test
  void aRequestThatCannotBeBuiltFailsTheUserAndNothingIsSent() {
    assertThat(RESULTS).doesNotContainKey("unbuilt");
    assertThat(session("after unbuilt").isFailed()).isTrue();
  }

  private static LlmResult result(String name) {
    return requireNonNull(RESULTS.get(name), name);
  }

  private static Fault fault(String name) {
    return requireNonNull(result(name).fault(), name);
  }

  private static Session session(String name) {
    return requireNonNull(SESSIONS.get(name), name);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return zipped.toByteArray();
  }
}
