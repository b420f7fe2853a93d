package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static java.util.Objects.requireNonNull;
import static llmbench.llm.LlmDsl.llm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import llmbench.injection.testing.TestCertificates;
import llmbench.injection.testing.TestProxy;
import llmbench.llm.LlmResult;
import llmbench.options.BenchOptions.Timeouts;
import llmbench.options.Transport;
import llmbench.options.syntax.ProxyUrl;
import llmbench.target.Endpoint;
import llmbench.target.Secrets;
import llmbench.timeline.FaultKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both clients, Gatling's and the JDK's, trust the same and go the same way. */
class GatlingTransportTest {

  private static final String STREAM =
      "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\ndata: [DONE]\n\n";
  private static final ProxyUrl NOBODY = new ProxyUrl("127.0.0.1", 1, null, "");

  /** A place to go and how, by name. */
  private record Way(URI server, Transport transport) {}

  private static final Map<String, LlmResult> RESULTS = new ConcurrentHashMap<>();
  private static final Set<String> HOSTS = ConcurrentHashMap.newKeySet();
  private static final AtomicReference<Map<String, Way>> WAYS = new AtomicReference<>();

  @TempDir static Path folder;
  private static HttpsServer server;
  private static HttpsServer misnamed;
  private static HttpsServer expired;
  private static TestProxy proxy;

  @BeforeAll
  static void runOnce() throws Exception {
    RESULTS.clear();
    HOSTS.clear();
    TestCertificates certificates = new TestCertificates(folder);
    server = serve(certificates.server("own", "ip:127.0.0.1"));
    misnamed = serve(certificates.server("other", "dns:other.invalid"));
    expired = serve(certificates.expired("expired", "ip:127.0.0.1"));
    Path bundle = folder.resolve("bundle.pem");
    Files.writeString(
        bundle,
        Files.readString(certificates.pem("expired")) + Files.readString(certificates.pem("own")));
    proxy =
        new TestProxy(
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
                + STREAM);
    ProxyUrl through = new ProxyUrl("127.0.0.1", proxy.port(), "me", "pass#{word}");
    Map<String, Way> ways = new TreeMap<>();
    ways.put("unknown", new Way(url(server), Transport.DIRECT));
    ways.put("trusted", new Way(url(server), trusting(certificates.pem("own"))));
    ways.put("misnamed", new Way(url(misnamed), trusting(certificates.pem("other"))));
    ways.put("other authority", new Way(url(server), trusting(certificates.pem("other"))));
    ways.put("expired", new Way(url(expired), trusting(bundle)));
    ways.put("valid beside expired", new Way(url(server), trusting(bundle)));
    ways.put("insecure", new Way(url(server), insecure()));
    ways.put("insecure misnamed", new Way(url(misnamed), insecure()));
    ways.put(
        "any address",
        new Way(URI.create("https://0.0.0.0:" + server.getAddress().getPort()), insecure()));
    ways.put(
        "proxy",
        new Way(
            URI.create("http://no-such-host.invalid:8000"),
            new Transport(false, Optional.empty(), Optional.of(through))));
    ways.put(
        "tunnel",
        new Way(
            url(server),
            new Transport(false, Optional.of(certificates.pem("own")), Optional.of(through))));
    ways.put(
        "unknown in tunnel",
        new Way(url(server), new Transport(false, Optional.empty(), Optional.of(through))));
    ways.put(
        "no proxy",
        new Way(url(server), new Transport(true, Optional.empty(), Optional.of(NOBODY))));
    WAYS.set(ways);
    String[] arguments = {
      "-s", Ways.class.getName(), "-rf", folder.resolve("results").toString(), "-nr"
    };
    assertThat(Gatling$.MODULE$.fromArgs(arguments)).isZero();
  }

  @AfterAll
  static void stop() throws IOException {
    server.stop(0);
    misnamed.stop(0);
    expired.stop(0);
    proxy.close();
  }

  private static URI url(HttpsServer of) {
    return URI.create("https://127.0.0.1:" + of.getAddress().getPort());
  }

  private static Transport trusting(Path pem) {
    return new Transport(false, Optional.of(pem), Optional.empty());
  }

  private static Transport insecure() {
    return new Transport(true, Optional.empty(), Optional.empty());
  }

  private static HttpsServer serve(SSLContext tls) throws IOException {
    HttpsServer made =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    made.setHttpsConfigurator(new HttpsConfigurator(tls));
    made.setExecutor(Executors.newCachedThreadPool());
    made.createContext("/", GatlingTransportTest::answer);
    made.start();
    return made;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    HOSTS.add(exchange.getRequestHeaders().getFirst("host"));
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    byte[] body = STREAM.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** One user each way, who sends twice. */
  public static final class Ways extends Simulation {

    public Ways() {
      List<PopulationBuilder> all = new ArrayList<>();
      requireNonNull(WAYS.get())
          .forEach(
              (name, way) -> {
                GatlingTransport gatling = new GatlingTransport(way.server(), way.transport());
                all.add(
                    scenario(name)
                        .exec(gatling.trusted())
                        .exec(
                            llm(http(name).post("/v1").body(StringBody("{\"stream\": true}")))
                                .onFinished((session, result) -> RESULTS.put(name, result)))
                        .injectOpen(atOnceUsers(2))
                        .protocols(
                            gatling.through(
                                http.baseUrl(way.server().toString()).disableWarmUp())));
              });
      setUp(all);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trusted",
        "valid beside expired",
        "insecure",
        "insecure misnamed",
        "any address",
        "proxy",
        "tunnel"
      })
  void bothClientsGetThrough(String way) {
    assertThat(result(way).fault()).isNull();
    assertThat(ask(way).ok()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "unknown, unable to find valid certification path, -Dllm.ca-cert=FILE",
    "misnamed, No subject alternative names, -Dllm.ca-cert=FILE",
    "other authority, unable to find valid certification path, -Dllm.ca-cert=FILE",
    "unknown in tunnel, unable to find valid certification path, -Dllm.ca-cert=FILE",
    "expired, the server's certificate expired on 20, Renew it"
  })
  void neitherClientTalksToWhomItCannotTrust(String way, String why, String advice) {
    assertThat(requireNonNull(result(way).fault()).kind()).isEqualTo(FaultKind.TLS);
    assertThat(requireNonNull(result(way).fault()).message()).contains(why);
    assertThat(result(way).status()).isZero();
    assertThatThrownBy(() -> ask(way))
        .isInstanceOf(Endpoint.UnreachableException.class)
        .hasMessageContaining("TLS: ")
        .hasMessageContaining(why)
        .hasMessageContaining(advice);
  }

  @Test
  void theHostHeaderOfAnyAddressStays() {
    assertThat(HOSTS).contains("0.0.0.0:" + server.getAddress().getPort());
  }

  @Test
  void withAProxyNobodyGoesStraight() {
    assertThat(requireNonNull(result("no proxy").fault()).kind()).isEqualTo(FaultKind.CONNECT);
    assertThatThrownBy(() -> ask("no proxy"))
        .isInstanceOf(Endpoint.UnreachableException.class)
        .hasMessageContaining("through the proxy http://127.0.0.1:1");
  }

  @Test
  void theProxyIsToldItsPasswordAndTheServerIsNot() {
    ask("tunnel");
    ask("proxy");
    String basic =
        "proxy-authorization: basic "
            + Base64.getEncoder()
                .encodeToString("me:pass#{word}".getBytes(StandardCharsets.UTF_8))
                .toLowerCase(Locale.ROOT);
    assertThat(proxy.heads()).hasSizeGreaterThan(3).allMatch(head -> head.contains(basic));
    assertThat(proxy.heads()).anyMatch(head -> head.startsWith("connect 127.0.0.1:"));
    assertThat(proxy.heads())
        .anyMatch(head -> head.startsWith("post http://no-such-host.invalid:8000/v1 "));
  }

  @Test
  void aFileThatHoldsNoCertificateIsSaidWithWhatWasExpected() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    for (Path file : List.of(empty, folder.resolve("none.pem"))) {
      assertThatThrownBy(() -> new GatlingTransport(url(server), trusting(file)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("-Dllm.ca-cert=" + file + ": ")
          .hasMessageContaining("expected a PEM file");
    }
  }

  @Test
  void anAuthorityThatHasExpiredIsNone() {
    Path file = folder.resolve("expired.pem");
    assertThatThrownBy(() -> new GatlingTransport(url(server), trusting(file)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("-Dllm.ca-cert=" + file + ": the certificate of CN=expired in it")
        .hasMessageMatching(".* expired on 20\\d\\d-\\d\\d-\\d\\d; expected one .* valid now");
  }

  private static Endpoint.Answer ask(String way) {
    Way how = requireNonNull(requireNonNull(WAYS.get()).get(way));
    return new Endpoint(how.server(), how.transport(), Secrets.NONE, Timeouts.NONE, line -> {})
        .post("/v1", Map.of(), new byte[0], Duration.ofSeconds(20));
  }

  private static LlmResult result(String way) {
    return requireNonNull(RESULTS.get(way), way);
  }
}
