package llmbench.llm;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.http;
import static java.util.Objects.requireNonNull;
import static llmbench.llm.LlmDsl.llm;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import llmbench.llm.testing.HostileAnswer;
import llmbench.llm.testing.ScriptedServer;
import llmbench.llm.testing.UnreadQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server sends on a kept connection when nobody had asked, and what of it is believed. */
class OutOfTurnTest {

  private static final String FOREIGN = HostileAnswer.foreign();

  /** What it is, and when it comes. */
  enum Case {
    ANSWER_BETWEEN(FOREIGN, "HTTP/1.1 200 OK content-type: text/event-stream"),
    REST_BETWEEN("0\r\n\r\n", "0"),
    GOODBYE_BETWEEN("HTTP/1.1 408 Request Timeout\r\n\r\n", "HTTP/1.1 408 Request Timeout"),
    ANSWER_AT_THE_WRITE(FOREIGN, "HTTP/1.1 200 OK content-type: text/event-stream"),
    END_AT_THE_WRITE("", "");

    private final String bytes;
    private final String told;

    Case(String bytes, String told) {
      this.bytes = bytes;
      this.told = told;
    }

    /** Between two requests, or when the event loop is about to write the second one. */
    boolean isBetween() {
      return name().endsWith("BETWEEN");
    }

    String path() {
      return "/" + name();
    }
  }

  /** A user who asks in Gatling's own way as well, over the same connection. */
  private static final String OTHERS = "/others";

  private static final Queue<Socket> OTHERS_CONNECTIONS = new ConcurrentLinkedQueue<>();
  private static final Map<String, LlmResult> RESULTS = new ConcurrentHashMap<>();
  private static final Map<Case, Queue<String>> UNASKED = new ConcurrentHashMap<>();
  private static final Map<Case, Queue<Socket>> CONNECTIONS = new ConcurrentHashMap<>();

  /** The user is there, and waits for the server to have done its worst. */
  private static final Map<Case, CountDownLatch> READY = new ConcurrentHashMap<>();

  private static final Map<Case, CountDownLatch> DONE = new ConcurrentHashMap<>();

  @TempDir static Path results;
  private static ScriptedServer server;
  private static ScriptedServer gate;

  @BeforeAll
  static void runOnce() throws IOException {
    RESULTS.clear();
    OTHERS_CONNECTIONS.clear();
    Map<String, ScriptedServer.Script> scripts = new ConcurrentHashMap<>();
    Map<String, ScriptedServer.Script> gates = new ConcurrentHashMap<>();
    for (Case each : Case.values()) {
      UNASKED.put(each, new ConcurrentLinkedQueue<>());
      CONNECTIONS.put(each, new ConcurrentLinkedQueue<>());
      READY.put(each, new CountDownLatch(1));
      DONE.put(each, new CountDownLatch(1));
      scripts.put(each.path(), (wire, place) -> outOfTurn(each, wire));
      scripts.put(
          each.path() + "/next",
          (wire, place) -> {
            requireNonNull(CONNECTIONS.get(each)).add(wire.socket());
            return HostileAnswer.good().answer(wire, place);
          });
      gates.put(
          each.path(),
          (wire, place) -> {
            await(DONE, each);
            return HostileAnswer.good().answer(wire, place);
          });
    }
    scripts.put(
        OTHERS,
        (wire, place) -> {
          OTHERS_CONNECTIONS.add(wire.socket());
          return HostileAnswer.good().answer(wire, place);
        });
    server = new ScriptedServer(scripts);
    gate = new ScriptedServer(gates);
    System.setProperty("llm.test.turn.url", server.baseUrl());
    System.setProperty("llm.test.turn.gate", gate.baseUrl());
    String[] arguments = {"-s", Turned.class.getName(), "-rf", results.toString(), "-nr"};
    assertThat(Gatling$.MODULE$.fromArgs(arguments)).isZero();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    gate.close();
    System.clearProperty("llm.test.turn.url");
    System.clearProperty("llm.test.turn.gate");
  }

  /** A right answer, and, once the user is ready for it, something that nobody had asked for. */
  private static boolean outOfTurn(Case each, ScriptedServer.Wire wire) throws IOException {
    requireNonNull(CONNECTIONS.get(each)).add(wire.socket());
    HostileAnswer.good().answer(wire, 1);
    await(READY, each);
    wire.send(each.bytes);
    if (each.isBetween()) {
      wire.awaitEnd();
    } else if (each.bytes.isEmpty()) {
      wire.socket().shutdownOutput();
    } else {
      UnreadQueue.awaitBytesOf(wire.socket().getPort());
    }
    requireNonNull(DONE.get(each)).countDown();
    wire.awaitEnd();
    return false;
  }

  private static void await(Map<Case, CountDownLatch> of, Case each) {
    try {
      // A client that does not close its connection is found out by what comes next.
      var unused = requireNonNull(of.get(each)).await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A user for each case. */
  public static final class Turned extends Simulation {

    public Turned() {
      List<PopulationBuilder> all =
          new ArrayList<>(Stream.of(Case.values()).map(Turned::population).toList());
      all.add(others());
      setUp(all);
    }

    private static PopulationBuilder others() {
      String url = requireNonNull(System.getProperty("llm.test.turn.url")) + OTHERS;
      ChainBuilder ours =
          exec(
              llm(http("ours")
                      .post(url)
                      .header("x-request-id", "ours")
                      .body(StringBody("{\"stream\": true}")))
                  .onFinished(
                      (session, result) -> RESULTS.put(session.getString("place"), result)));
      ChainBuilder theirs =
          exec(http("theirs").post(url).body(StringBody("{}")).check(substring("[DONE]")));
      return scenario("others")
          .exec(theirs)
          .repeat(3, "place")
          .on(ours.exec(theirs).exec(theirs))
          .injectOpen(atOnceUsers(1));
    }

    private static PopulationBuilder population(Case each) {
      LlmActionBuilder first = request("llm.test.turn.url", each, each.path(), "first");
      LlmActionBuilder next = request("llm.test.turn.url", each, each.path() + "/next", "next");
      LlmActionBuilder gate = request("llm.test.turn.gate", each, each.path(), "gate");
      return scenario(each.name())
          .exec(
              each.isBetween()
                  ? exec(first.onFinished((session, result) -> ready(each))).exec(gate).exec(next)
                  : exec(first).exec(next.onStarted((session, call) -> readyAndDone(each))))
          .exec(request("llm.test.turn.url", each, each.path() + "/next", "last"))
          .injectOpen(atOnceUsers(1));
    }

    private static void ready(Case each) {
      requireNonNull(READY.get(each)).countDown();
    }

    /** The event loop reads nothing meanwhile. */
    private static void readyAndDone(Case each) {
      ready(each);
      await(DONE, each);
    }

    private static LlmActionBuilder request(String url, Case each, String path, String name) {
      String id = each + " " + name;
      return llm(http(id)
              .post(requireNonNull(System.getProperty(url)) + path)
              .header("x-request-id", id)
              .body(StringBody("{\"stream\": true}")))
          .totalTimeout(Duration.ofMinutes(2))
          .onUnasked(beginning -> requireNonNull(UNASKED.get(each)).add(beginning))
          .onFinished((session, result) -> RESULTS.put(id, result));
    }
  }

  @ParameterizedTest
  @EnumSource(Case.class)
  void everyRequestHasItsOwnAnswerAndIsReceivedOnce(Case each) {
    for (String name : List.of("first", "next", "last")) {
      LlmResult result = requireNonNull(RESULTS.get(each + " " + name), name);
      assertThat(result.fault()).isNull();
      assertThat(result.timeline().text()).isEqualTo(each + " " + name);
      assertThat(result.resends()).isZero();
    }
    assertThat(server.requests(each.path())).isEqualTo(1);
    assertThat(server.requests(each.path() + "/next")).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Case.class)
  void theConnectionIsClosedAndTheNextOneKept(Case each) {
    List<Socket> connections = List.copyOf(requireNonNull(CONNECTIONS.get(each)));
    assertThat(connections).hasSize(3);
    assertThat(connections.get(1)).isNotSameAs(connections.get(0));
    assertThat(connections.get(2)).isSameAs(connections.get(1));
  }

  @Test
  void gatlingsOwnRequestsHaveTheirAnswersOnTheSameConnection() {
    for (int place = 0; place < 3; place++) {
      assertThat(requireNonNull(RESULTS.get("" + place)).fault()).isNull();
    }
    assertThat(OTHERS_CONNECTIONS).hasSize(10).containsOnly(OTHERS_CONNECTIONS.element());
  }

  @ParameterizedTest
  @EnumSource(Case.class)
  void whatCameIsToldByItsBeginning(Case each) {
    Queue<String> unasked = requireNonNull(UNASKED.get(each));
    if (each.told.isEmpty()) {
      assertThat(unasked).isEmpty();
    } else {
      assertThat(unasked).singleElement().asString().startsWith(each.told);
    }
  }
}
