package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static java.util.Objects.requireNonNull;
import static llmbench.llm.LlmDsl.llm;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import llmbench.injection.testing.TestCertificates;
import llmbench.llm.LlmActionBuilder;
import llmbench.llm.LlmResult;
import llmbench.llm.testing.HostileAnswer;
import llmbench.llm.testing.ScriptedServer;
import llmbench.options.Transport;
import llmbench.timeline.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a server sends out of turn, within TLS and below it. What TLS says to itself between two
 * requests, such as tickets, is none of it.
 */
class HostileTlsTest {

  private static final String HEAD = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n";
  private static final String EVENTS =
      "data: {\"choices\":[{\"delta\":{\"content\":\"mine\"}}]}\n\ndata: [DONE]\n\n";
  private static final String WHOLE =
      HEAD + "content-length: " + EVENTS.length() + "\r\n\r\n" + EVENTS;
  private static final String CUT =
      "cut: the connection broke within the answer, after 1 output chunk";
  private static final byte[] NO_RECORD =
      "this is no record of TLS".getBytes(StandardCharsets.US_ASCII);

  /** What a server does with its first request, and what is said of it. */
  enum Case {
    NOTHING_ODD("success", true),
    TWICE_IN_ONE_RECORD("success", false),
    TWICE_BETWEEN("success", false),
    NO_CLOSE_NOTIFY_BEHIND("success", false),
    NO_CLOSE_NOTIFY_WITHIN(CUT, false),
    NO_RECORD_WITHIN(CUT, false),
    NO_RECORD_BETWEEN("success", false);

    private final String weSay;
    private final boolean kept;

    Case(String weSay, boolean kept) {
      this.weSay = weSay;
      this.kept = kept;
    }

    /** Whether it does something more when the user has its answer. */
    boolean isBetween() {
      return name().endsWith("BETWEEN");
    }

    boolean answer(ScriptedServer.Wire wire) throws IOException {
      switch (this) {
        case NOTHING_ODD -> wire.send(WHOLE);
        case TWICE_IN_ONE_RECORD -> wire.send(WHOLE + HostileAnswer.foreign());
        case NO_CLOSE_NOTIFY_BEHIND -> {
          wire.send(HEAD + "\r\n" + EVENTS);
          wire.socket().close();
        }
        case NO_CLOSE_NOTIFY_WITHIN -> {
          wire.send(HEAD + "content-length: 1000\r\n\r\n" + EVENTS);
          wire.socket().close();
        }
        case NO_RECORD_WITHIN -> {
          wire.send(HEAD + "content-length: 1000\r\n\r\n" + EVENTS);
          wire.socket().getOutputStream().write(NO_RECORD);
          wire.awaitEnd();
        }
        case TWICE_BETWEEN, NO_RECORD_BETWEEN -> {
          wire.send(WHOLE);
          await(READY, this);
          if (this == TWICE_BETWEEN) {
            wire.send(HostileAnswer.foreign());
          } else {
            wire.socket().getOutputStream().write(NO_RECORD);
          }
          wire.awaitEnd();
          requireNonNull(GONE.get(this)).countDown();
        }
      }
      return true;
    }
  }

  private static final Map<String, LlmResult> RESULTS = new ConcurrentHashMap<>();
  private static final Map<Case, Queue<String>> UNASKED = new ConcurrentHashMap<>();
  private static final Map<Case, Queue<Socket>> CONNECTIONS = new ConcurrentHashMap<>();

  /** The user has its answer. */
  private static final Map<Case, CountDownLatch> READY = new ConcurrentHashMap<>();

  /** The client has closed the connection. */
  private static final Map<Case, CountDownLatch> GONE = new ConcurrentHashMap<>();

  @TempDir static Path folder;
  private static ScriptedServer server;
  private static ScriptedServer gate;

  @BeforeAll
  static void runOnce() throws Exception {
    RESULTS.clear();
    SSLContext tls = new TestCertificates(folder).server("own", "ip:127.0.0.1");
    Map<String, ScriptedServer.Script> scripts = new HashMap<>();
    Map<String, ScriptedServer.Script> gates = new HashMap<>();
    for (Case each : Case.values()) {
      UNASKED.put(each, new ConcurrentLinkedQueue<>());
      CONNECTIONS.put(each, new ConcurrentLinkedQueue<>());
      READY.put(each, new CountDownLatch(1));
      GONE.put(each, new CountDownLatch(1));
      Queue<Socket> connections = requireNonNull(CONNECTIONS.get(each));
      scripts.put("/" + each, (wire, place) -> connections.add(wire.socket()) && each.answer(wire));
      scripts.put(
          "/next/" + each,
          (wire, place) ->
              connections.add(wire.socket()) && HostileAnswer.good().answer(wire, place));
      gates.put(
          "/" + each,
          (wire, place) -> {
            await(GONE, each);
            return HostileAnswer.good().answer(wire, place);
          });
    }
    server = new ScriptedServer(scripts, accepted -> within(tls, accepted));
    gate = new ScriptedServer(gates);
    System.setProperty("llm.test.tls.url", "https://" + server.address());
    System.setProperty("llm.test.tls.gate", gate.baseUrl());
    String[] arguments = {
      "-s", Within.class.getName(), "-rf", folder.resolve("results").toString(), "-nr"
    };
    assertThat(Gatling$.MODULE$.fromArgs(arguments)).isZero();
  }

  /** A connection within TLS, from the server's side. */
  static Socket within(SSLContext tls, Socket accepted) throws IOException {
    String host = accepted.getInetAddress().getHostAddress();
    SSLSocket secured =
        (SSLSocket) tls.getSocketFactory().createSocket(accepted, host, accepted.getPort(), true);
    secured.setUseClientMode(false);
    return secured;
  }

  private static void await(Map<Case, CountDownLatch> of, Case each) {
    try {
      // A client that does not close its connection is found out by what comes next.
      var unused = requireNonNull(of.get(each)).await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    gate.close();
    System.clearProperty("llm.test.tls.url");
    System.clearProperty("llm.test.tls.gate");
  }

  /** A user for each case. */
  public static final class Within extends Simulation {

    public Within() {
      setUp(Stream.of(Case.values()).map(Within::population).toList());
    }

    private static PopulationBuilder population(Case each) {
      String url = requireNonNull(System.getProperty("llm.test.tls.url"));
      GatlingTransport gatling =
          new GatlingTransport(
              URI.create(url), new Transport(true, Optional.empty(), Optional.empty()));
      String gateUrl = requireNonNull(System.getProperty("llm.test.tls.gate"));
      LlmActionBuilder first =
          request(url + "/" + each, each, "first")
              .onFinished((session, result) -> requireNonNull(READY.get(each)).countDown());
      return scenario(each.name())
          .exec(gatling.trusted())
          .exec(
              each.isBetween()
                  ? exec(first).exec(request(gateUrl + "/" + each, each, "gate"))
                  : exec(first))
          .exec(request(url + "/next/" + each, each, "next"))
          .exec(request(url + "/next/" + each, each, "last"))
          .injectOpen(atOnceUsers(1))
          .protocols(gatling.through(http.disableWarmUp()));
    }

    private static LlmActionBuilder request(String url, Case each, String name) {
      String id = each + " " + name;
      return llm(http(id)
              .post(url)
              .header("x-request-id", id)
              .body(StringBody("{\"stream\": true}")))
          .totalTimeout(Duration.ofMinutes(2))
          .onUnasked(beginning -> requireNonNull(UNASKED.get(each)).add(beginning))
          .onFinished((session, result) -> RESULTS.put(id, result));
    }
  }

  @ParameterizedTest
  @EnumSource(Case.class)
  void aRequestHasItsOwnAnswerOrAFaultWithAName(Case each) {
    LlmResult first = requireNonNull(RESULTS.get(each + " first"));
    Fault fault = first.fault();
    assertThat(fault == null ? "success" : fault.line()).isEqualTo(each.weSay);
    assertThat(first.timeline().text()).isEqualTo("mine");
    assertThat(server.requests("/" + each)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Case.class)
  void theNextRequestsHaveTheirOwnAnswers(Case each) {
    for (String name : List.of("next", "last")) {
      LlmResult result = requireNonNull(RESULTS.get(each + " " + name), name);
      assertThat(result.fault()).isNull();
      assertThat(result.timeline().text()).isEqualTo(each + " " + name);
      assertThat(result.resends()).isZero();
    }
    assertThat(server.requests("/next/" + each)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Case.class)
  void theyGoOverAConnectionThatIsClean(Case each) {
    List<Socket> connections = List.copyOf(requireNonNull(CONNECTIONS.get(each)));
    assertThat(connections).hasSize(3);
    assertThat(connections.get(1) == connections.get(0)).isEqualTo(each.kept);
    assertThat(connections.get(2)).isSameAs(connections.get(1));
  }

  @ParameterizedTest
  @EnumSource(Case.class)
  void whatNoRequestHadAskedForIsToldOnce(Case each) {
    boolean unasked = each.isBetween() || each == Case.TWICE_IN_ONE_RECORD;
    assertThat(requireNonNull(UNASKED.get(each))).hasSize(unasked ? 1 : 0);
  }
}
