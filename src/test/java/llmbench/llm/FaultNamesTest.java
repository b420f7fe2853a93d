package llmbench.llm;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static java.util.Objects.requireNonNull;
import static llmbench.llm.LlmDsl.llm;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import llmbench.llm.testing.ScriptedServer;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way in which a server can fail has a name of its own, and none is tried again. */
class FaultNamesTest {

  private static final String STREAM =
      "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
  private static final String ROLE =
      "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";
  private static final String TOKEN = "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n";
  private static final String ERROR = "data: {\"error\":{\"message\":\"oom\"}}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  /** More than a fault keeps, of characters that no limit in bytes falls between. */
  private static final String LONG = "長".repeat(4096);

  private static final Map<String, LlmResult> RESULTS = new ConcurrentHashMap<>();

  @TempDir static Path results;
  private static ScriptedServer server;
  private static ServerSocket plain;

  @BeforeAll
  static void runOnce() throws IOException {
    RESULTS.clear();
    server = new ScriptedServer(scripts());
    plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(FaultNamesTest::answerWithoutTls, "plain-server");
    thread.setDaemon(true);
    thread.start();
    System.setProperty("llm.test.names.url", server.baseUrl());
    System.setProperty("llm.test.names.plain", "https://127.0.0.1:" + plain.getLocalPort());
    int status =
        Gatling$.MODULE$.fromArgs(
            new String[] {"-s", Names.class.getName(), "-rf", results.toString(), "-nr"});
    assertThat(status).isZero();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    plain.close();
    System.clearProperty("llm.test.names.url");
    System.clearProperty("llm.test.names.plain");
  }

  private static Map<String, ScriptedServer.Script> scripts() {
    Map<String, ScriptedServer.Script> scripts = new HashMap<>();
    scripts.put("/ok", stream(ROLE + TOKEN + DONE));
    scripts.put("/302", refusal("302 Found\r\nlocation: /elsewhere", ""));
    scripts.put("/307", refusal("307 Temporary Redirect\r\nlocation: http://no.invalid/v1", ""));
    scripts.put("/304", refusal("304 Not Modified", ""));
    scripts.put("/429", refusal("429 Too Many Requests\r\nretry-after: 7", "{\"error\":1}"));
    scripts.put("/503", refusal("503 Service Unavailable\r\nretry-after: Tue, 24 Nov 2026", "no"));
    scripts.put("/500", refusal("500 Internal Server Error", LONG));
    scripts.put("/html", refusal("200 OK\r\ncontent-type: text/html", "<html>sign in</html>"));
    scripts.put("/untyped", refusal("200 OK", "hello"));
    scripts.put("/error", stream(ROLE + TOKEN + ERROR + DONE));
    scripts.put("/named", stream(ROLE + TOKEN + "event: error\ndata: it broke\n\n"));
    scripts.put("/long-error", stream("data: {\"error\":\"" + LONG + "\"}\n\n"));
    scripts.put("/malformed", stream(ROLE + TOKEN + "data: {\"cho\n\n" + TOKEN + DONE));
    scripts.put("/empty", stream(""));
    scripts.put("/comments", stream(": ping\n\n: ping\n\n"));
    scripts.put("/done-only", stream(DONE));
    scripts.put("/role-only", stream(ROLE + DONE));
    scripts.put("/early-end", stream(ROLE + TOKEN + TOKEN));
    scripts.put("/error-rst", (wire, place) -> wire.send(STREAM).chunk(TOKEN + ERROR).reset());
    scripts.put(
        "/error-half",
        (wire, place) -> wire.send(STREAM).chunk(TOKEN + ERROR.stripTrailing() + "\n").reset());
    scripts.put("/reset", (wire, place) -> wire.reset());
    scripts.put("/close", (wire, place) -> false);
    scripts.put(
        "/error-fin",
        (wire, place) -> {
          wire.send(STREAM).chunk(TOKEN + ERROR);
          return false;
        });
    scripts.put(
        "/garbage",
        (wire, place) -> {
          wire.send("\u0016\u0003 no HTTP\r\n\r\n");
          return false;
        });
    return scripts;
  }

  private static ScriptedServer.Script stream(String messages) {
    return (wire, place) ->
        messages.isEmpty() ? wire.send(STREAM).end() : wire.send(STREAM).chunk(messages).end();
  }

  private static ScriptedServer.Script refusal(String head, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return (wire, place) -> {
      wire.send("HTTP/1.1 " + head + "\r\ncontent-length: " + bytes.length + "\r\n\r\n");
      wire.send(bytes);
      return true;
    };
  }

  private static void answerWithoutTls() {
    while (!plain.isClosed()) {
      try (Socket socket = plain.accept()) {
        // What is left unread would make the close a reset.
        int read = socket.getInputStream().read(new byte[1 << 16]);
        if (read > 0) {
          socket
              .getOutputStream()
              .write("HTTP/1.1 400 No\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        // Closed, or the client left: its own account says which.
      }
    }
  }

  /** Each path is asked once, on whatever connection the one before has left. */
  public static final class Names extends Simulation {

    public Names() {
      String url = requireNonNull(System.getProperty("llm.test.names.url"));
      List<ChainBuilder> steps = new ArrayList<>();
      for (String path : new TreeSet<>(scripts().keySet())) {
        steps.add(step(url + path, path));
      }
      steps.add(step(requireNonNull(System.getProperty("llm.test.names.plain")) + "/x", "tls"));
      setUp(scenario("names").exec(steps).injectOpen(atOnceUsers(1)));
    }

    private static ChainBuilder step(String url, String name) {
      return exec(llm(http(name).post(url).body(StringBody("{\"stream\": true}")))
              .onFinished((session, result) -> RESULTS.put(name, result)))
          .exec(session -> session.markAsSucceeded());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/302 | REDIRECT | 302 Found to /elsewhere, not followed",
        "/307 | REDIRECT | 307 Temporary Redirect to http://no.invalid/v1, not followed",
        "/304 | HTTP_STATUS | 304 Not Modified",
        "/429 | HTTP_STATUS | 429 Too Many Requests (Retry-After: 7)",
        "/503 | HTTP_STATUS | 503 Service Unavailable (Retry-After: Tue, 24 Nov 2026)",
        "/500 | HTTP_STATUS | 500 Internal Server Error",
        "/html | CONTENT_TYPE | no event stream but text/html came",
        "/untyped | CONTENT_TYPE | no event stream but an answer without content type came",
        "/error | ERROR_EVENT | an error event came under status 200",
        "/named | ERROR_EVENT | an error event came under status 200",
        "/long-error | ERROR_EVENT | an error event came under status 200",
        "/error-fin | ERROR_EVENT "
            + "| an error event came under status 200, then the connection broke",
        "/error-rst | ERROR_EVENT "
            + "| an error event came under status 200, then the connection broke",
        "/error-half | ERROR_EVENT "
            + "| an error event came under status 200, then the connection broke",
        "/malformed | MALFORMED | a message is not JSON",
        "/empty | EMPTY | the stream ended without a single message",
        "/comments | EMPTY | the stream ended without a single message",
        "/done-only | EMPTY | the stream had no message but [DONE]",
        "/role-only | NO_OUTPUT | no message of the stream brought output",
        "/early-end | CUT "
            + "| the stream ended before [DONE] or a finish reason, after 2 output chunks"
      })
  void everyAnswerHasItsNameAndIsAskedForOnce(String path, FaultKind kind, String message) {
    assertThat(fault(path).kind()).isEqualTo(kind);
    assertThat(fault(path).message()).isEqualTo(message);
    assertThat(server.requests(path)).isEqualTo(1);
    assertThat(result(path).resends()).isZero();
  }

  @Test
  void whereARedirectLeadsIsNeverAsked() {
    assertThat(server.requests("/elsewhere")).isZero();
  }

  /** On a connection that was used before it is taken for closed, once; then it is the server's. */
  @ParameterizedTest
  @CsvSource({"/reset", "/close"})
  void aConnectionThatEndsBeforeAnAnswerIsADisconnectAndEachSendIsCounted(String path) {
    assertThat(fault(path).kind()).isEqualTo(FaultKind.DISCONNECT);
    assertThat(result(path).status()).isZero();
    assertThat(server.requests(path)).isEqualTo(1 + result(path).resends());
    assertThat(result(path).resends()).isLessThanOrEqualTo(1);
  }

  @Test
  void whatIsNoHttpIsADisconnectThatSaysSo() {
    assertThat(fault("/garbage").kind()).isEqualTo(FaultKind.DISCONNECT);
    assertThat(fault("/garbage").message()).startsWith("no answer: ");
    assertThat(server.requests("/garbage")).isEqualTo(1);
  }

  @Test
  void aServerThatDoesNotSpeakTlsIsATlsFault() {
    assertThat(fault("tls").kind()).isEqualTo(FaultKind.TLS);
    assertThat(result("tls").status()).isZero();
  }

  @Test
  void whatTheServerSaidIsKeptUpToTwoKilobytes() {
    assertThat(fault("/302").body()).isNull();
    assertThat(fault("/429").body()).isEqualTo("{\"error\":1}");
    assertThat(fault("/html").body()).isEqualTo("<html>sign in</html>");
    assertThat(fault("/named").body()).isEqualTo("it broke");
    assertThat(fault("/malformed").body()).isEqualTo("{\"cho");
    assertThat(fault("/error-rst").body()).isEqualTo("{\"error\":{\"message\":\"oom\"}}");
    for (String path : List.of("/500", "/long-error")) {
      String body = requireNonNull(fault(path).body());
      assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(2000, 2048);
      assertThat(body).as("not cut within a character").doesNotContain("\uFFFD");
    }
  }

  @Test
  void gatlingsLogHasFewDifferentTexts() {
    assertThat(logMessage("/429")).isEqualTo("http-status: 429 Too Many Requests");
    assertThat(logMessage("/307")).isEqualTo("redirect");
    assertThat(logMessage("/early-end")).isEqualTo("cut");
  }

  private static String logMessage(String name) {
    return Faults.logMessage(fault(name), result(name).status());
  }

  private static LlmResult result(String name) {
    return requireNonNull(RESULTS.get(name), name);
  }

  private static Fault fault(String name) {
    return requireNonNull(result(name).fault(), name);
  }
}
