package llmbench.simserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static llmbench.simserver.testing.SimClient.CHAT;
import static llmbench.simserver.testing.SimClient.await;
import static llmbench.simserver.testing.SimClient.chat;
import static llmbench.simserver.testing.SimClient.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.testing.BrokenCounter;
import llmbench.simserver.testing.SimClient;
import llmbench.simserver.testing.WordCounter;
import llmbench.simserver.truth.RequestTruth;
import llmbench.simserver.truth.TruthEnding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections, and the account that the server keeps of what came and went. */
class SimServerTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SimServer server;
  private SimClient client;

  @BeforeEach
  void start() {
    server = start(Timing.Fixed.ofMillis(0, 0));
    client = new SimClient(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static SimServer start(Timing timing) {
    return SimServer.start(SimConfig.of(timing), new WordCounter());
  }

  private static String stream(int tokens) {
    return chat("\"stream\":true,\"max_tokens\":" + tokens);
  }

  @Test
  void theTruthCountsWhatWasReceivedAndWritten() throws Exception {
    client.post(CHAT, stream(4), "id-1");
    client.post(CHAT, stream(7), "id-2");
    client.post(CHAT, chat("\"max_tokens\":7"), "id-1");
    client.post(CHAT, "{}");
    List<RequestTruth> requests = server.truth().requests();
    assertThat(requests)
        .extracting(RequestTruth::requestId)
        .containsExactly("id-1", "id-2", "id-1");
    assertThat(requests).extracting(RequestTruth::tokens).containsExactly(4, 7, 7);
    assertThat(requests).extracting(RequestTruth::promptTokens).containsOnly(31);
    assertThat(requests).extracting(RequestTruth::completed).containsOnly(true);
    assertThat(requests).extracting(RequestTruth::connection).containsOnly(0);
    for (RequestTruth request : requests) {
      assertThat(request.firstNanos()).isGreaterThanOrEqualTo(request.arrivedNanos());
      assertThat(request.tokenNanos(0)).isEqualTo(request.firstNanos());
      for (int i = 1; i < request.tokens(); i++) {
        assertThat(request.tokenNanos(i)).isGreaterThanOrEqualTo(request.tokenNanos(i - 1));
      }
      assertThat(request.endNanos())
          .isGreaterThanOrEqualTo(request.tokenNanos(request.tokens() - 1));
    }
    JsonNode truth = JSON.readTree(client.get("/truth?requests=true").body());
    assertThat(truth.get("requests").asInt()).isEqualTo(3);
    assertThat(truth.get("completed").asInt()).isEqualTo(3);
    assertThat(truth.get("refused").asInt()).isEqualTo(1);
    assertThat(truth.get("output_tokens").asInt()).isEqualTo(18);
    assertThat(truth.get("duplicates").asInt()).isEqualTo(1);
    assertThat(truth.get("connections_opened").asInt()).isEqualTo(1);
    assertThat(truth.at("/ttft_ms/p99").asDouble()).isPositive();
    assertThat(truth.get("each")).hasSize(3);
    assertThat(truth.at("/each/1/tokens_ns")).hasSize(7);
    assertThat(truth.at("/each/0/body_sha256").asText())
        .matches("[0-9a-f]{16}")
        .isNotEqualTo(truth.at("/each/1/body_sha256").asText());
    List<Integer> levels = new ArrayList<>();
    truth.get("in_flight_over_time").forEach(change -> levels.add(change.get(1).asInt()));
    assertThat(levels).containsExactly(1, 0, 1, 0, 1, 0);
  }

  @Test
  void aResetForgetsWhatWasAndKeepsWhatIs() throws Exception {
    client.post(CHAT, stream(4), "id-1");
    client.post(CHAT, "{}");
    client.post("/reset", "");
    JsonNode truth = JSON.readTree(client.get("/truth").body());
    assertThat(truth.get("requests").asInt()).isZero();
    assertThat(truth.get("refused").asInt()).isZero();
    assertThat(truth.get("output_tokens").asInt()).isZero();
    assertThat(truth.get("connections_opened").asInt()).isEqualTo(1);
    assertThat(truth.at("/itl_ms/mean").asDouble()).isZero();
    assertThat(truth.has("each")).isFalse();
    client.post(CHAT, stream(4), "id-1");
    assertThat(server.truth().receivedTwice()).isZero();
  }

  @Test
  void requestsWithoutAnIdAreToldApartByTheirBody() throws Exception {
    client.post(CHAT, stream(4));
    client.post(CHAT, stream(4));
    client.post(CHAT, stream(5));
    client.post(CHAT, stream(4), "id");
    assertThat(server.truth().sameBody()).isEqualTo(1);
    assertThat(server.truth().receivedTwice()).isZero();
  }

  @Test
  void withoutTruthItIsOnlyCounted() throws Exception {
    SimConfig open = SimConfig.of(Timing.Fixed.ofMillis(0, 0));
    SimConfig off =
        new SimConfig(open.host(), 0, open.models(), open.timing(), 4096, false, null, false);
    try (SimServer counting = SimServer.start(off, new WordCounter())) {
      new SimClient(counting).post(CHAT, stream(4));
      JsonNode truth = JSON.readTree(new SimClient(counting).get("/truth?requests=true").body());
      assertThat(truth.get("completed").asInt()).isEqualTo(1);
      assertThat(truth.get("output_tokens").asInt()).isEqualTo(4);
      assertThat(truth.get("each")).isEmpty();
    }
  }

  @Test
  void requestsInFlightAreCountedUntilTheirClientsLeave() throws Exception {
    try (SimServer slow = start(Timing.Fixed.ofMillis(3_000_000, 0))) {
      List<Socket> sockets = new ArrayList<>();
      for (int i = 1; i <= 7; i++) {
        Socket socket = new SimClient(slow).connect();
        socket.getOutputStream().write(raw(CHAT, stream(4), ""));
        sockets.add(socket);
        int all = i;
        await("request " + i + " arrives", () -> slow.truth().inFlight() == all);
      }
      for (Socket socket : sockets) {
        socket.close();
      }
      await("all aborts are seen", () -> slow.truth().aborted() == 7);
      assertThat(slow.truth().inFlight()).isZero();
      assertThat(slow.truth().maxInFlight()).isEqualTo(7);
      assertThat(slow.truth().completed()).isZero();
      assertThat(slow.truth().requests())
          .extracting(RequestTruth::inFlight)
          .containsExactly(1, 2, 3, 4, 5, 6, 7);
      assertThat(slow.truth().inFlightOverTime())
          .extracting(change -> change[1])
          .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 6L, 5L, 4L, 3L, 2L, 1L, 0L);
      assertThat(new SimClient(slow).get("/metrics").body())
          .contains("finished_reason=\"abort\",model_name=\"Qwen2.5-0.5B-Instruct\"} 7.0");
    }
  }

  @Test
  void aClientThatLeavesMidStreamIsSeen() throws Exception {
    try (SimServer slow = start(Timing.Fixed.ofMillis(0, 3_000_000))) {
      try (Socket socket = new SimClient(slow).connect()) {
        socket.getOutputStream().write(raw(CHAT, stream(4), ""));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
      RequestTruth request = slow.truth().requests().get(0);
      await("the abort is seen", request::isOver);
      assertThat(request.completed()).isFalse();
      assertThat(request.tokens()).isEqualTo(1);
    }
  }

  @Test
  void eachMessageIsAChunkOfItsOwn() throws Exception {
    String all = client.untilClosed(raw(CHAT, stream(3), "connection: close\r\n"));
    assertThat(all).startsWith("HTTP/1.1 200 OK\r\n").contains("\r\nconnection: close\r\n");
    String body = all.substring(all.indexOf("\r\n\r\n") + 4);
    List<String> chunks = new ArrayList<>();
    int at = 0;
    byte[] bytes = body.getBytes(UTF_8);
    while (at < bytes.length) {
      int line = at;
      while (bytes[line] != '\r') {
        line++;
      }
      int size = Integer.parseInt(new String(bytes, at, line - at, UTF_8), 16);
      chunks.add(new String(bytes, line + 2, size, UTF_8));
      assertThat(new String(bytes, line + 2 + size, 2, UTF_8)).isEqualTo("\r\n");
      at = line + 2 + size + 2;
    }
    assertThat(chunks).hasSize(6);
    assertThat(chunks.subList(0, 5))
        .allMatch(
            chunk -> chunk.startsWith("data: ") && chunk.indexOf("\n\n") == chunk.length() - 2);
    assertThat(chunks.get(4)).isEqualTo("data: [DONE]\n\n");
    assertThat(chunks.get(5)).isEmpty();
  }

  @Test
  void requestsThatComeBeforeTheirTurnAreAnsweredInOrder() throws Exception {
    StringBuilder requests = new StringBuilder();
    for (int tokens = 1; tokens <= 20; tokens++) {
      String last = tokens == 20 ? "connection: close\r\n" : "";
      requests.append(new String(raw(CHAT, stream(tokens), last), UTF_8));
    }
    String all = client.untilClosed(requests.toString().getBytes(UTF_8));
    String[] answers = all.split("HTTP/1.1 200 OK", -1);
    assertThat(answers).hasSize(21);
    for (int tokens = 1; tokens <= 20; tokens++) {
      // The role, the tokens, and the end.
      assertThat(answers[tokens].split("data: ", -1)).hasSize(tokens + 3);
    }
    assertThat(server.truth().maxInFlight()).isEqualTo(1);
    assertThat(server.truth().connectionsOpened()).isEqualTo(1);
  }

  @Test
  void whatIsNotHttpOrTooLargeIsRefused() throws Exception {
    assertThat(client.untilClosed("GARBAGE\r\n\r\n".getBytes(UTF_8)))
        .startsWith("HTTP/1.1 400 Bad Request")
        .endsWith("Invalid HTTP request received.");
    String head =
        "POST " + CHAT + " HTTP/1.1\r\nconnection: close\r\ncontent-length: 99999999\r\n\r\n";
    assertThat(client.untilClosed(head.getBytes(UTF_8))).startsWith("HTTP/1.1 413 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health%zz", "/truth?a=%zz", "/truth?requests=%"})
  void anAddressThatCantBeDecodedIsRefused(String address) throws Exception {
    String request = "GET " + address + " HTTP/1.1\r\nhost: x\r\n\r\n";
    assertThat(client.untilClosed(request.getBytes(UTF_8)))
        .startsWith("HTTP/1.1 400 Bad Request")
        .endsWith("Invalid HTTP request received.");
  }

  /** The first surely fits into the model, the second only once it is counted. */
  @ParameterizedTest
  @ValueSource(ints = {4, 32_700})
  void aFailureOfTheServersOwnEndsTheConnection(int tokens) throws Exception {
    FaultSchedule broken =
        arrival -> {
          throw new IllegalStateException("no faults today");
        };
    SimConfig config = SimConfig.of(Timing.Fixed.ofMillis(0, 0)).withFaults(broken);
    try (SimServer failing = SimServer.start(config, new WordCounter())) {
      assertThat(new SimClient(failing).untilClosed(raw(CHAT, stream(tokens), ""))).isEmpty();
      await("it is booked", () -> failing.truth().failed() == 1);
      assertThat(failing.truth().inFlight()).isZero();
    }
  }

  @Test
  void aPromptThatCantBeCountedIsAnError() throws Exception {
    SimConfig config = SimConfig.of(Timing.Fixed.ofMillis(0, 0));
    try (SimServer failing = SimServer.start(config, BrokenCounter.of())) {
      SimClient asking = new SimClient(failing);
      assertThat(asking.post(CHAT, stream(2)).body())
          .contains("data: {\"error\":{\"message\":")
          .contains("no words today")
          .endsWith("data: [DONE]\n\n");
      assertThat(asking.post(CHAT, chat("\"max_tokens\":2")).statusCode()).isEqualTo(500);
      assertThat(failing.truth().completed()).isZero();
      assertThat(failing.truth().inFlight()).isZero();
    }
  }

  @Test
  void aFaultyAnswerWhosePromptCantBeCountedIsAnErrorToo() throws Exception {
    SimConfig config =
        SimConfig.of(Timing.Fixed.ofMillis(0, 0)).withFaults(FaultSchedule.parse("*:type-json"));
    try (SimServer failing = SimServer.start(config, BrokenCounter.of())) {
      HttpResponse<String> answer = new SimClient(failing).post(CHAT, stream(2));
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).contains("no words today");
      RequestTruth request = failing.truth().requests().get(0);
      assertThat(request.ending()).isEqualTo(TruthEnding.FAILED);
      assertThat(request.status()).isEqualTo(500);
      assertThat(request.fault()).isNull();
      assertThat(failing.truth().faults()).isEmpty();
      assertThat(failing.truth().inFlight()).isZero();
    }
  }

  @Test
  void allGetTheirTokensFromABatch() throws Exception {
    Timing.Batch few =
        new Timing.Batch("few", 1_000, 1_000, 20_000, 100, 10, 64, 8_192).withMaxSequences(3);
    try (SimServer batch = start(few)) {
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        Socket socket = new SimClient(batch).connect();
        socket.getOutputStream().write(raw(CHAT, stream(5 + i), "connection: close\r\n"));
        sockets.add(socket);
      }
      for (int i = 0; i < 10; i++) {
        assertThat(tokens(sockets.get(i))).isEqualTo(5 + i);
      }
      assertThat(batch.truth().completed()).isEqualTo(10);
    }
  }

  private static int tokens(Socket socket) throws IOException {
    try (socket;
        InputStream in = socket.getInputStream()) {
      return new String(in.readAllBytes(), UTF_8).split("\"delta\":\\{\"content\"", -1).length - 1;
    }
  }

  @Test
  void anAddressThatCantBeHadIsSaidInOneLine() {
    assertThatThrownBy(() -> start("127.0.0.1", server.port()))
        .isInstanceOf(SimServer.SimServerException.class)
        .hasMessage(
            "The simulated server can't listen on 127.0.0.1:"
                + server.port()
                + " (the port is in use): choose another port, 0 takes any free one");
    // An address for documentation, which no machine has (RFC 5737).
    assertThatThrownBy(() -> start("192.0.2.1", 0))
        .isInstanceOf(SimServer.SimServerException.class)
        .hasMessageStartingWith("The simulated server can't listen on 192.0.2.1:0 (");
  }

  private static void start(String host, int port) {
    SimConfig open = SimConfig.of(Timing.Fixed.ofMillis(0, 0));
    SimConfig config =
        new SimConfig(host, port, open.models(), open.timing(), 99, false, null, true);
    SimServer.start(config, new WordCounter()).close();
  }
}
