package llmbench.llm;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static llmbench.llm.LlmDsl.llm;
import static llmbench.llm.LlmDsl.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are one but for a variation, by what their server was sent. One Gatling run. */
class VaryingTest {

  private static final int REQUESTS = 5;

  /** From this answer on the user has a cookie. */
  private static final int SETS_COOKIE = 3;

  private static final Queue<String> ASKED = new ConcurrentLinkedQueue<>();
  private static final Queue<LlmResult> SAVED = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger BUILT = new AtomicInteger();

  @TempDir static Path results;
  private static HttpServer server;

  @BeforeAll
  static void runOnce() throws IOException {
    ASKED.clear();
    SAVED.clear();
    BUILT.set(0);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", VaryingTest::answer);
    server.start();
    System.setProperty("llm.test.url", "http://127.0.0.1:" + server.getAddress().getPort());
    String[] arguments = {"-s", Varied.class.getName(), "-rf", results.toString(), "-nr"};
    assertThat(Gatling$.MODULE$.fromArgs(arguments)).isZero();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
    System.clearProperty("llm.test.url");
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    ASKED.add(
        String.join(
            " ",
            header(exchange, "x-request-id"),
            header(exchange, "x-same"),
            header(exchange, "cookie"),
            header(exchange, "content-length"),
            body));
    if (ASKED.size() == SETS_COOKIE) {
      exchange.getResponseHeaders().set("set-cookie", "node=7");
    }
    byte[] bytes =
        "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata: [DONE]\n\n"
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String header(HttpExchange exchange, String name) {
    List<String> values = exchange.getRequestHeaders().getOrDefault(name, List.of("-"));
    return String.join("+", values);
  }

  /** Sends some, one after the other; each body is a byte longer than the one before. */
  public static final class Varied extends Simulation {

    public Varied() {
      setUp(
              scenario("varied")
                  .exec(
                      repeat(REQUESTS, "turn")
                          .on(
                              exec(llm(http("ask")
                                          .post("/chat")
                                          .header("x-request-id", "nobody's")
                                          .header("x-same", Varied::counted)
                                          .body(StringBody("nobody's")))
                                      .varying(
                                          session ->
                                              new Variation(
                                                  Map.of("x-request-id", id(session)),
                                                  body(session)))
                                      .check(result()))
                                  .exec(Varied::keep)))
                  .injectOpen(atOnceUsers(1)))
          .protocols(http.baseUrl(System.getProperty("llm.test.url")).disableWarmUp());
    }

    private static Session keep(Session session) {
      SAVED.add(session.<LlmResult>get("llm.result"));
      return session;
    }

    private static String id(Session session) {
      return "id-" + session.getInt("turn");
    }

    private static String counted(Session session) {
      return "built-" + BUILT.incrementAndGet();
    }

    private static byte[] body(Session session) {
      return "x".repeat(session.getInt("turn")).getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * The first is built as Gatling does; the next are copies; with a cookie it is Gatling's again.
   */
  @Test
  void eachHasItsVariationAndAUserWithCookiesHasThem() {
    assertThat(ASKED)
        .containsExactly(
            "id-0 built-1 - 0 ",
            "id-1 built-1 - 1 x",
            "id-2 built-1 - 2 xx",
            "id-3 built-2 node=7 3 xxx",
            "id-4 built-3 node=7 4 xxxx");
  }

  @Test
  void theResultIsSavedAsOneAttribute() {
    assertThat(SAVED).extracting(LlmResult::requestId).containsExactlyElementsOf(ids());
    assertThat(SAVED).allMatch(saved -> saved.timeline().outputs() == 1);
  }

  private static List<String> ids() {
    return IntStream.range(0, REQUESTS).mapToObj(i -> "id-" + i).toList();
  }
}
