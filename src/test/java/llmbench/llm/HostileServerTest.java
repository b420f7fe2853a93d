package llmbench.llm;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static java.util.Objects.requireNonNull;
import static llmbench.llm.LlmDsl.llm;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import llmbench.llm.testing.ScriptedServer;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server that sends without end, or what would steer a terminal or a page. By the server's own
 * account of what it could send before it was cut off: what is kept follows from that, not from a
 * measured heap.
 */
class HostileServerTest {

  private static final String STREAM =
      "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
  private static final String TOKEN = "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n";

  /** More than anything is kept of: who gets to send all of it was not cut off. */
  private static final long ENDLESS = 1L << 30;

  /** What lies between the two: buffers of both sides' systems. */
  private static final long BUFFERS = 32L << 20;

  private static final String SCRIPT = "<script>alert(1)</script>\u001b[2J\u009b31m";

  private static final Map<String, LlmResult> RESULTS = new ConcurrentHashMap<>();
  private static final Map<String, AtomicLong> SENT = new ConcurrentHashMap<>();

  @TempDir static Path results;
  private static ScriptedServer server;

  @BeforeAll
  static void runOnce() throws IOException {
    RESULTS.clear();
    SENT.clear();
    server = new ScriptedServer(scripts());
    System.setProperty("llm.test.hostile.url", server.baseUrl());
    String[] arguments = {"-s", Hostile.class.getName(), "-rf", results.toString()};
    assertThat(Gatling$.MODULE$.fromArgs(arguments)).isZero();
  }

  /** What the server got rid of before it was cut off: docs/reliability.md has it. */
  @AfterAll
  static void keep() throws IOException {
    List<String> rows = new ArrayList<>();
    rows.add("| path | the server could send, MiB | s | fault |");
    rows.add("|---|---|---|---|");
    for (String path : new TreeSet<>(RESULTS.keySet())) {
      AtomicLong sent = SENT.get(path);
      Fault fault = result(path).fault();
      rows.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.2f | %s |",
              path,
              sent == null ? "" : String.format(Locale.ROOT, "%.1f", sent.get() / 1048576.0),
              (result(path).endNanos() - result(path).sentNanos()) / 1e9,
              fault == null ? "" : fault.line().replaceAll("\\p{Cc}", "?")));
    }
    Path proof = Files.createDirectories(Path.of("target", "proof"));
    Files.write(proof.resolve("hostile.md"), rows);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    System.clearProperty("llm.test.hostile.url");
  }

  private static Map<String, ScriptedServer.Script> scripts() {
    Map<String, ScriptedServer.Script> scripts = new HashMap<>();
    byte[] junk = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
    scripts.put("/event", endless("/event", chunked("data: "), chunk(junk)));
    scripts.put("/comment", endless("/comment", chunked(": "), chunk(junk)));
    scripts.put("/text", endless("/text", chunked(TOKEN), chunk(token("y".repeat(60_000)))));
    scripts.put("/messages", endless("/messages", chunked(TOKEN), chunk(emptyMessages())));
    scripts.put("/error", endless("/error", "HTTP/1.1 500 No\r\n\r\n", junk));
    scripts.put("/html", endless("/html", head("text/html"), junk));
    scripts.put("/json", endless("/json", head("application/json"), junk));
    scripts.put("/checked", endless("/checked", chunked(TOKEN), chunk(emptyMessages())));
    scripts.put("/header", endless("/header", "HTTP/1.1 200 OK\r\nx: ", junk));
    scripts.put("/headers", endless("/headers", "HTTP/1.1 200 OK\r\n", headers()));
    scripts.put("/trailers", endless("/trailers", chunked(TOKEN) + "0\r\n", headers()));
    scripts.put(
        "/interim",
        endless(
            "/interim", "", "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
    scripts.put("/bomb", HostileServerTest::bomb);
    scripts.put("/slow", (wire, place) -> endlesslySlow(wire));
    scripts.put(
        "/found", (wire, place) -> wire.send(chunked(TOKEN + "data: [DONE]\n\n: " + SCRIPT)).end());
    scripts.put(
        "/script",
        (wire, place) -> {
          wire.send("HTTP/1.1 418 " + SCRIPT + "\r\ncontent-length: " + utf8(SCRIPT).length);
          wire.send("\r\n\r\n" + SCRIPT);
          return true;
        });
    return scripts;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String head(String type) {
    return "HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\n\r\n";
  }

  private static String chunked(String first) {
    return STREAM + new String(chunk(utf8(first)), StandardCharsets.UTF_8);
  }

  private static byte[] chunk(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return utf8(Integer.toHexString(bytes.length) + "\r\n" + text + "\r\n");
  }

  private static byte[] token(String text) {
    return utf8(TOKEN.replace("\"x\"", "\"" + text + "\""));
  }

  private static byte[] emptyMessages() {
    return utf8("data: {}\n\n".repeat(6_000));
  }

  private static byte[] headers() {
    return utf8("x-filler: y\r\n".repeat(5_000));
  }

  /** Sends a beginning and then the same again and again, until it can't any more. */
  private static ScriptedServer.Script endless(String path, String beginning, byte[] again) {
    return (wire, place) -> {
      AtomicLong sent = SENT.computeIfAbsent(path, p -> new AtomicLong());
      wire.send(beginning);
      while (sent.get() < ENDLESS) {
        wire.send(again);
        sent.addAndGet(again.length);
      }
      return false;
    };
  }

  /** A megabyte that becomes a thousand. */
  private static boolean bomb(ScriptedServer.Wire wire, int place) throws IOException {
    wire.send(STREAM.replace("\r\n\r\n", "\r\ncontent-encoding: gzip\r\n\r\n"));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(utf8("data: "));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 256; i++) {
        out.write(zeros);
      }
    }
    byte[] bytes = packed.toByteArray();
    wire.send(Integer.toHexString(bytes.length) + "\r\n").send(bytes).send("\r\n");
    return wire.end();
  }

  /** A byte whenever the last one has been taken, for as long as somebody is there. */
  private static boolean endlesslySlow(ScriptedServer.Wire wire) throws IOException {
    wire.send(STREAM);
    while (true) {
      wire.chunk(":");
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** Each path is asked once. */
  public static final class Hostile extends Simulation {

    public Hostile() {
      String url = requireNonNull(System.getProperty("llm.test.hostile.url"));
      List<ChainBuilder> steps = new ArrayList<>();
      for (String path : new TreeSet<>(scripts().keySet())) {
        HttpRequestActionBuilder post =
            http(path).post(url + path).header("accept-encoding", "gzip");
        post = path.equals("/json") ? post : post.body(StringBody("{\"stream\": true}"));
        post =
            path.equals("/checked") || path.equals("/found")
                ? post.check(regex("(?s): (<.*)").is("harmless"))
                : post;
        Duration limit = Duration.ofSeconds(path.equals("/slow") ? 1 : 300);
        steps.add(
            exec(llm(post)
                    .totalTimeout(limit)
                    .onFinished((session, result) -> RESULTS.put(path, result)))
                .exec(session -> session.markAsSucceeded()));
      }
      setUp(scenario("hostile").exec(steps).injectOpen(atOnceUsers(1)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/event | 8 | TOO_LARGE | a message is longer than 8 MiB",
        "/comment | 8 | TOO_LARGE | a message is longer than 8 MiB",
        "/text | 16 | TOO_LARGE | the answer's text is longer than 16 MiB",
        "/messages | 10 | TOO_LARGE | the stream has more than 1048576 messages",
        "/checked | 10 | TOO_LARGE | the stream has more than 1048576 messages",
        "/error | 1 | HTTP_STATUS | 500 No",
        "/html | 1 | CONTENT_TYPE | no event stream but text/html came",
        "/interim | 1 | HTTP_STATUS | 100 Continue",
        "/json | 8 | TOO_LARGE | the answer is longer than 8 MiB",
        "/header | 1 | TOO_LARGE | 1 MiB came outside the answer",
        "/headers | 1 | TOO_LARGE | 1 MiB came outside the answer",
        "/trailers | 1 | TOO_LARGE | 1 MiB came outside the answer"
      })
  void aServerThatDoesNotStopIsCutOffAndAskedOnce(
      String path, int mebibytes, FaultKind kind, String message) {
    assertThat(fault(path).kind()).isEqualTo(kind);
    assertThat(fault(path).message()).isEqualTo(message);
    assertThat(requireNonNull(SENT.get(path)).get()).isLessThan(((long) mebibytes << 20) + BUFFERS);
    assertThat(server.requests(path)).isEqualTo(1);
    assertThat(result(path).resends()).isZero();
  }

  @Test
  void aBombIsCutOffAtTheSizeOfAMessage() {
    assertThat(fault("/bomb").kind()).isEqualTo(FaultKind.TOO_LARGE);
    assertThat(fault("/bomb").message()).isEqualTo("a message is longer than 8 MiB");
  }

  @Test
  void oneByteAfterTheOtherEndsWithTheTotalTimeout() {
    assertThat(fault("/slow").kind()).isEqualTo(FaultKind.TOTAL_TIMEOUT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/error", "/html"})
  void ofALongBodyTwoKilobytesAreKept(String path) {
    assertThat(requireNonNull(fault(path).body())).hasSizeBetween(2000, 2048);
  }

  @Test
  void aStatusIsInGatlingsLogInNobodysWords() throws IOException {
    assertThat(fault("/script").message()).contains("<script>");
    assertThat(fault("/found").kind()).isEqualTo(FaultKind.CHECK);
    assertThat(fault("/found").message()).contains(SCRIPT);
    List<String> logs = texts("simulation[.]log");
    assertThat(logs).singleElement().asString().contains("http-status: 418 Client Error (418)");
    assertThat(logs).singleElement().asString().contains("found <script>alert(1)");
    // The log's numbers may hold any byte.
    assertThat(logs).singleElement().asString().doesNotContain("\u001b[2J");
    assertThat(logs).singleElement().asString().doesNotContain("\u009b31m");
  }

  @Test
  void whatACheckHasFoundIsNoScriptInGatlingsPages() throws IOException {
    List<String> pages = texts(".*[.](html|js|json)");
    assertThat(pages).anyMatch(page -> page.contains("&lt;script&gt;alert(1)"));
    assertThat(pages).noneMatch(page -> page.contains("<script>alert(1)"));
  }

  private static List<String> texts(String name) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(results)) {
      for (Path file : files.filter(f -> f.getFileName().toString().matches(name)).toList()) {
        texts.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return texts;
  }

  private static LlmResult result(String name) {
    return requireNonNull(RESULTS.get(name), name);
  }

  private static Fault fault(String name) {
    return requireNonNull(result(name).fault(), name);
  }
}
