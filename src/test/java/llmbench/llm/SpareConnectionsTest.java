package llmbench.llm;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static java.util.Objects.requireNonNull;
import static llmbench.llm.LlmDsl.llm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import llmbench.llm.testing.HostileAnswer;
import llmbench.llm.testing.ScriptedServer;
import llmbench.timeline.Connections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whose connection a request takes, by the account of its server. One Gatling run, with a server
 * for each case.
 */
class SpareConnectionsTest {

  private static final String CHAT = "/chat";
  private static final String HEALTH = "/health";
  private static final int HELD = 20;
  private static final int FEW = 3;

  private static final ScriptedServer.Script HEALTHY = answer("200 OK", "", true);

  /** What the simulation, which Gatling makes by itself, is to do. */
  private static final AtomicReference<Cases> CASES = new AtomicReference<>();

  @TempDir static Path results;

  /** Each has what its name says. */
  private record Cases(
      Case oneAfterAnother,
      Case held,
      Case heldAndWarmed,
      Case bounded,
      Case noHealth,
      Case closing,
      Case withoutKeepAlive,
      Case resetting,
      Case talking,
      Case impatient) {

    static Cases start() throws IOException {
      ScriptedServer.Script good = HostileAnswer.good();
      return new Cases(
          new Case("one after another", SpareConnections.NONE, good, HEALTHY),
          new Case("held", SpareConnections.NONE, onceAllAsked(), HEALTHY),
          new Case("held and warmed", SpareConnections.AS_NEEDED, onceAllAsked(), HEALTHY),
          new Case("bounded", FEW, good, HEALTHY),
          new Case(
              "no health",
              SpareConnections.AS_NEEDED,
              onceAllAsked(),
              answer("404 Not Found", "", true)),
          new Case(
              "closing", SpareConnections.AS_NEEDED, thenCloses(good), answer("200 OK", "", false)),
          new Case(
              "without keep-alive",
              SpareConnections.AS_NEEDED,
              saysGoodbye(),
              answer("200 OK", "connection: close\r\n", false)),
          new Case("resetting", SpareConnections.AS_NEEDED, good, (wire, place) -> wire.reset()),
          new Case("talking", SpareConnections.AS_NEEDED, good, saysMore()),
          new Case("impatient", SpareConnections.AS_NEEDED, good, HEALTHY));
    }

    Stream<Case> all() {
      return Stream.of(
          oneAfterAnother,
          held,
          heldAndWarmed,
          bounded,
          noHealth,
          closing,
          withoutKeepAlive,
          resetting,
          talking,
          impatient);
    }
  }

  /** A server, and the connections to it. */
  private static final class Case implements SpareConnections.Events {

    final String name;
    final ScriptedServer server;
    final SpareConnections connections;
    final Queue<LlmResult> results = new ConcurrentLinkedQueue<>();
    final Queue<String> unasked = new ConcurrentLinkedQueue<>();
    final Queue<String> unkept = new ConcurrentLinkedQueue<>();
    final AtomicInteger askedBefore = new AtomicInteger();

    Case(String name, int most, ScriptedServer.Script chat, ScriptedServer.Script health)
        throws IOException {
      this.name = name;
      server = new ScriptedServer(Map.of(CHAT, chat, HEALTH, health));
      connections = new SpareConnections(() -> http("spare").get(HEALTH), most, this);
    }

    @Override
    public void unasked(String beginning) {
      unasked.add(beginning);
    }

    @Override
    public void unkept(String why) {
      unkept.add(why);
    }

    /** So many requests of each of so many users, one after another. */
    PopulationBuilder population(int users, ChainBuilder work) {
      return scenario(name + " " + users)
          .exec(work)
          .injectOpen(atOnceUsers(users))
          .protocols(http.baseUrl(server.baseUrl()).disableWarmUp());
    }

    /** By two users at once, both of whom wait for them. */
    PopulationBuilder warm(int count) {
      return population(2, exec(connections.warm(count)));
    }

    ChainBuilder request() {
      return exec(
          llm(http("chat")
                  .post(CHAT)
                  .header("x-request-id", session -> name + session.userId())
                  .body(StringBody("{\"stream\": true}")))
              .over(connections)
              .onFinished((session, result) -> results.add(result)));
    }

    /** Until it is known that connections can't be kept. */
    ChainBuilder untilUnkept() {
      return asLongAs(session -> unkept.isEmpty()).on(request());
    }

    Connections account() {
      return connections.account();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void runOnce() throws IOException {
    CASES.set(Cases.start());
    String[] arguments = {"-s", AllCases.class.getName(), "-rf", results.toString(), "-nr"};
    assertThat(Gatling$.MODULE$.fromArgs(arguments)).isZero();
  }

  @AfterAll
  static void stop() throws IOException {
    for (Case each : cases().all().toList()) {
      each.server.close();
    }
  }

  private static Cases cases() {
    return requireNonNull(CASES.get());
  }

  static Stream<Case> all() {
    return cases().all();
  }

  /** All cases at once; who is to be warm is before its requests. */
  public static final class AllCases extends Simulation {

    public AllCases() {
      Cases cases = cases();
      setUp(
          Stream.of(
                  cases.oneAfterAnother.population(
                      1, repeat(200).on(cases.oneAfterAnother.request())),
                  cases.held.population(HELD, repeat(2).on(cases.held.request())),
                  cases.heldAndWarmed.warm(HELD).andThen(held(cases.heldAndWarmed)),
                  cases.bounded.warm(HELD),
                  cases.noHealth.warm(HELD).andThen(held(cases.noHealth)),
                  cases.closing.population(1, cases.closing.untilUnkept()),
                  cases.withoutKeepAlive.population(1, cases.withoutKeepAlive.untilUnkept()),
                  cases.resetting.population(1, cases.resetting.untilUnkept()),
                  cases.talking.population(1, cases.talking.untilUnkept()),
                  idle(cases.impatient))
              .toArray(PopulationBuilder[]::new));
    }

    private static PopulationBuilder held(Case of) {
      return of.population(HELD, of.request());
    }

    /** Its server closes all that are idle, and some are opened again. */
    private static PopulationBuilder idle(Case of) {
      return of.population(
          1,
          exec(of.connections.warm(HELD))
              .exec(
                  session -> {
                    of.askedBefore.set(of.server.requests(HEALTH));
                    of.server.closeConnections();
                    return session;
                  })
              .asLongAs(session -> of.server.requests(HEALTH) == of.askedBefore.get())
              .on(of.request()));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyRequestHasItsOwnAnswerAndIsReceivedOnce(Case each) {
    assertThat(each.results).allMatch(result -> result.fault() == null);
    assertThat(each.results)
        .allMatch(result -> result.timeline().text().equals(result.requestId()));
    assertThat(each.server.requests(CHAT)).isEqualTo(each.results.size());
  }

  @ParameterizedTest
  @MethodSource("all")
  void theAccountIsThatOfTheServer(Case each) {
    long waited = each.results.stream().filter(SpareConnectionsTest::waited).count();
    assertThat(each.account().waited()).isEqualTo((int) waited);
    assertThat(each.account().mostOpen()).isBetween(1, each.server.connections());
    assertThat(each.account().openedAhead()).isLessThanOrEqualTo(each.server.requests(HEALTH));
  }

  @Test
  void requestsOneAfterAnotherShareOneConnection() {
    assertThat(cases().oneAfterAnother.results).hasSize(200);
    assertThat(cases().oneAfterAnother.server.connections()).isEqualTo(1);
    assertThat(cases().oneAfterAnother.account()).isEqualTo(new Connections(1, 0, 1));
  }

  @Test
  void requestsAtOnceHaveOneEachAndUseItAgain() {
    assertThat(cases().held.results).hasSize(2 * HELD);
    assertThat(cases().held.server.connections()).isEqualTo(HELD);
    assertThat(cases().held.account()).isEqualTo(new Connections(HELD, 0, HELD));
    assertThat(cases().held.server.requests(HEALTH)).isZero();
  }

  @Test
  void noRequestHasToConnectWhereConnectionsWereOpenedAheadOfIt() {
    for (Case each : List.of(cases().heldAndWarmed, cases().noHealth)) {
      assertThat(each.results).hasSize(HELD).noneMatch(SpareConnectionsTest::waited);
      assertThat(each.account().waited()).isZero();
      assertThat(each.account().openedAhead()).isGreaterThanOrEqualTo(HELD);
      assertThat(each.unkept).isEmpty();
    }
  }

  @Test
  void noMoreAreOpenedAheadThanWereAskedFor() {
    assertThat(cases().bounded.server.requests(HEALTH)).isEqualTo(FEW);
    assertThat(cases().bounded.account()).isEqualTo(new Connections(FEW, FEW, 0));
  }

  @Test
  void aServerThatKeepsNoConnectionIsNotAskedForSparesAgainAndAgain() {
    for (Case each : List.of(cases().closing, cases().withoutKeepAlive, cases().talking)) {
      assertThat(each.unkept).containsExactly("the server closes them at once");
      assertThat(each.server.requests(HEALTH)).isLessThan(each.results.size());
    }
    assertThat(cases().resetting.unkept).hasSize(1);
    assertThat(cases().resetting.unkept.peek()).startsWith("no answer: ");
    assertThat(cases().resetting.account().openedAhead()).isZero();
  }

  @Test
  void whatTheServerClosesIsOpenedAgainAndCostsNoRequestMoreThanToConnect() {
    Case impatient = cases().impatient;
    assertThat(impatient.server.requests(HEALTH)).isGreaterThan(impatient.askedBefore.get());
    assertThat(impatient.results).isNotEmpty().allMatch(result -> result.resends() == 0);
  }

  @Test
  void whatASpareBringsUnaskedIsTold() {
    assertThat(cases().talking.unasked).isNotEmpty().allMatch("unasked"::equals);
  }

  @Test
  void fewerThanNoneIsAMistakeOfTheCaller() {
    assertThatThrownBy(() -> new SpareConnections(() -> http("x").get("/"), -1, cases().held))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at most -1 spare connections");
  }

  private static boolean waited(LlmResult result) {
    return result.departure().connectNanos() > 0;
  }

  private static ScriptedServer.Script answer(String status, String headers, boolean open) {
    return (wire, place) -> {
      wire.send("HTTP/1.1 " + status + "\r\n" + headers + "content-length: 0\r\n\r\n");
      return open;
    };
  }

  /** Answers nobody before so many have asked. */
  private static ScriptedServer.Script onceAllAsked() {
    CountDownLatch all = new CountDownLatch(HELD);
    return (wire, place) -> {
      all.countDown();
      try {
        var unused = all.await(5, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return HostileAnswer.good().answer(wire, place);
    };
  }

  private static ScriptedServer.Script thenCloses(ScriptedServer.Script script) {
    return (wire, place) -> {
      script.answer(wire, place);
      return false;
    };
  }

  private static ScriptedServer.Script saysGoodbye() {
    return (wire, place) -> {
      String event =
          "data: {\"choices\":[{\"delta\":{\"content\":\"" + wire.header("x-request-id") + "\"}}]}";
      String body = event + "\n\ndata: [DONE]\n\n";
      wire.send("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n");
      wire.send("content-length: " + body.length() + "\r\n\r\n" + body);
      return false;
    };
  }

  /** Says more than it was asked for. */
  private static ScriptedServer.Script saysMore() {
    return (wire, place) -> {
      wire.send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\nunasked");
      return true;
    };
  }
}
