package llmbench.target.clock;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.testing.WordCounter;
import llmbench.target.Endpoint;
import llmbench.timeline.ServerClock;
import org.junit.jupiter.api.Test;

class ClockProbeTest {

  private static final Duration AHEAD = Duration.ofMillis(12_345);

  @Test
  void aClockThatIsSetWrongByAKnownTimeIsFoundToBe() {
    SimConfig config = SimConfig.of(Timing.Fixed.ofMillis(1, 1)).withClockOffset(AHEAD);
    try (SimServer server = SimServer.start(config, new WordCounter())) {
      ServerClock clock = clock(server.baseUrl()).orElseThrow();
      holds(clock, AHEAD);
      assertThat(clock.source()).isEqualTo(ToldTimes.EXACT);
      assertThat(clock.samples()).isEqualTo(8);
    }
  }

  @Test
  void vllmsListOfModelsWillDo() throws IOException {
    ServerClock clock =
        withList(
                () ->
                    "{\"data\":[{\"created\":" + Instant.now().plus(AHEAD).getEpochSecond() + "}]}")
            .orElseThrow();
    holds(clock, AHEAD);
    assertThat(clock.source()).isEqualTo(ToldTimes.CREATED);
  }

  @Test
  void theDateOfAnyAnswerWillDoIfNothingBetterIsThere() throws IOException {
    ServerClock clock = withList(() -> "no JSON").orElseThrow();
    holds(clock, Duration.ZERO);
    assertThat(clock.source()).isEqualTo(ToldTimes.DATE);
  }

  @Test
  void aServerThatIsntThereHasNoClock() {
    assertThat(clock(URI.create("http://127.0.0.1:1"))).isEmpty();
  }

  @Test
  void whatIsKnownIsSaid() {
    assertThat(ClockProbe.said(Optional.of(new ServerClock(-250.06, 0.44, 8, "its clock"))))
        .isEqualTo(
            "Clock: the server's is 250.1 ms behind this machine's, ± 0.4 ms (its clock; 8"
                + " answers)");
    assertThat(ClockProbe.said(Optional.empty())).endsWith("is not known: it tells no time");
  }

  /** The JDK's own server has a Date in each answer. */
  private static Optional<ServerClock> withList(Supplier<String> list) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/models",
        exchange -> {
          byte[] body = list.get().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      return clock(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    } finally {
      server.stop(0);
    }
  }

  private static Optional<ServerClock> clock(URI server) {
    return ClockProbe.begin(new Endpoint(server), Map.of()).end();
  }

  private static void holds(ServerClock clock, Duration truth) {
    assertThat(Math.abs(clock.offsetMillis() - truth.toMillis()))
        .isLessThanOrEqualTo(clock.uncertaintyMillis());
  }
}
