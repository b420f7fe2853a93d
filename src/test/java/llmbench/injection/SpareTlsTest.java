package llmbench.injection;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static java.util.Objects.requireNonNull;
import static llmbench.llm.LlmDsl.llm;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import llmbench.injection.testing.TestCertificates;
import llmbench.llm.LlmResult;
import llmbench.llm.SpareConnections;
import llmbench.llm.testing.HostileAnswer;
import llmbench.llm.testing.ScriptedServer;
import llmbench.options.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections within TLS outlive their user, whose certificates Gatling gives up with it. */
class SpareTlsTest {

  private static final String CHAT = "/chat";
  private static final String HEALTH = "/health";
  private static final int USERS = 8;

  /** A client that opens none again is found out by the assertions, not by a test without end. */
  private static final int MOST_REQUESTS = 20_000;

  private static final AtomicReference<ScriptedServer> SERVER = new AtomicReference<>();
  private static final AtomicReference<SpareConnections> CONNECTIONS = new AtomicReference<>();
  private static final AtomicInteger ASKED_BEFORE = new AtomicInteger();
  private static final Queue<LlmResult> WARM = new ConcurrentLinkedQueue<>();
  private static final Queue<LlmResult> CLOSED = new ConcurrentLinkedQueue<>();

  @TempDir static Path folder;

  @Test
  void sparesAreUsedAndOpenedAgainWhenTheUserWhoOpenedThemIsGone() throws Exception {
    SSLContext tls = new TestCertificates(folder).server("own", "ip:127.0.0.1");
    ScriptedServer.Script healthy =
        (wire, place) -> {
          wire.send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
          return true;
        };
    Map<String, ScriptedServer.Script> scripts =
        Map.of(CHAT, HostileAnswer.good(), HEALTH, healthy);
    try (ScriptedServer server =
        new ScriptedServer(scripts, accepted -> HostileTlsTest.within(tls, accepted))) {
      SERVER.set(server);
      CONNECTIONS.set(
          new SpareConnections(
              () -> http("spare").get(HEALTH),
              SpareConnections.AS_NEEDED,
              new SpareConnections.Events() {}));
      String[] arguments = {
        "-s", Spared.class.getName(), "-rf", folder.resolve("results").toString(), "-nr"
      };
      assertThat(Gatling$.MODULE$.fromArgs(arguments)).isZero();
      assertThat(WARM)
          .hasSize(USERS)
          .allMatch(result -> result.fault() == null && result.departure().connectNanos() == 0);
      assertThat(CLOSED).allMatch(result -> result.fault() == null);
      assertThat(server.requests(HEALTH)).isGreaterThan(ASKED_BEFORE.get());
    }
  }

  /** A user opens, others send; then the server closes all, and another user sends. */
  public static final class Spared extends Simulation {

    private final ScriptedServer server = requireNonNull(SERVER.get());
    private final SpareConnections connections = requireNonNull(CONNECTIONS.get());
    private final String url = "https://" + server.address();
    private final GatlingTransport gatling =
        new GatlingTransport(
            URI.create(url), new Transport(true, Optional.empty(), Optional.empty()));

    public Spared() {
      setUp(
          users("warm", 1, exec(connections.warm(USERS)))
              .andThen(
                  users("send", USERS, request(WARM))
                      .andThen(users("closed", 1, exec(this::close).exec(untilOpenedAgain())))));
    }

    private PopulationBuilder users(String name, int count, ChainBuilder work) {
      return scenario(name)
          .exec(gatling.trusted())
          .exec(work)
          .injectOpen(atOnceUsers(count))
          .protocols(gatling.through(http.baseUrl(url).disableWarmUp()));
    }

    private Session close(Session session) {
      ASKED_BEFORE.set(server.requests(HEALTH));
      server.closeConnections();
      return session;
    }

    private ChainBuilder untilOpenedAgain() {
      return asLongAs(
              session ->
                  server.requests(HEALTH) == ASKED_BEFORE.get() && CLOSED.size() < MOST_REQUESTS)
          .on(request(CLOSED));
    }

    private ChainBuilder request(Queue<LlmResult> results) {
      return exec(
          llm(http("chat")
                  .post(CHAT)
                  .header("x-request-id", "mine")
                  .body(StringBody("{\"stream\": true}")))
              .over(connections)
              .onFinished((session, result) -> results.add(result)));
    }
  }
}
