package llmbench.simserver.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static llmbench.simserver.testing.SimClient.CHAT;
import static llmbench.simserver.testing.SimClient.await;
import static llmbench.simserver.testing.SimClient.chat;
import static llmbench.simserver.testing.SimClient.masked;
import static llmbench.simserver.testing.SimClient.raw;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import llmbench.simserver.SimServer;
import llmbench.simserver.testing.SeenAnswer;
import llmbench.simserver.testing.SimClient;
import llmbench.simserver.testing.WordCounter;
import llmbench.simserver.truth.RequestTruth;
import llmbench.simserver.truth.TruthEnding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault as a bare socket sees it, and the server's account of it. */
class ServerFaultTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String USAGE = "\"stream_options\":{\"include_usage\":true},";

  /** What a socket sees, and what the server says: ending, status, chunks, and what it closed. */
  private static final String MATRIX =
      """
      reset | reset | faulted 0 0
      close | fin | faulted 0 0
      garbage | no HTTP, fin | faulted 0 0
      http-400 | 400 application/json, fin | faulted 400 0
      http-500 | 500 application/json, fin | faulted 500 0
      html-502 | 502 text/html, fin | faulted 502 0
      retry-429 | 429 application/json, fin | faulted 429 0
      retry-503 | 503 application/json, fin | faulted 503 0
      redirect-302 | 302 application/json, fin | faulted 302 0
      redirect-307 | 307 application/json, fin | faulted 307 0
      type-html | 200 text/html, fin | faulted 200 0
      type-json | 200 application/json, fin | faulted 200 0 finish usage
      error-event@0 | 200 error done 0, fin | faulted 200 0 done
      error-event@2 | 200 role out out error done 0, fin | faulted 200 2 done
      error-event-close@2 | 200 role out out error, fin | faulted 200 2
      error-named@2 | 200 role out out error:error 0, fin | faulted 200 2
      cut-fin@0 | 200, fin | faulted 200 0
      cut-fin@1 | 200 role out, fin | faulted 200 1
      cut-fin@3 | 200 role out out out, fin | faulted 200 3
      cut-fin@4 | 200 role out out out, fin | faulted 200 3
      cut-fin@99 | 200 role out out out, fin | faulted 200 3
      cut-rst@0 | 200, reset | faulted 200 0
      cut-rst@2 | 200 role out out, reset | faulted 200 2
      cut-chunk@2 | 200 role out out bad, fin | faulted 200 2
      cut-end@0 | 200 0, fin | faulted 200 0
      cut-end@2 | 200 role out out 0, fin | faulted 200 2
      empty | 200 0, fin | faulted 200 0
      done-only | 200 done 0, fin | faulted 200 0 done
      role-only | 200 role done 0, fin | faulted 200 0 done
      malformed@0 | 200 role broken out out out out! usage done 0, fin \
          | faulted 200 4 finish usage done
      malformed@2 | 200 role out out broken out out! usage done 0, fin \
          | faulted 200 4 finish usage done
      slow-headers-1 | 200 role out out out out! usage done 0, fin \
          | completed 200 4 finish usage done
      giant-70000@2 | 200 role out out out out! usage done 0, fin \
          | completed 200 4 finish usage done
      multi-2 | 200 role out out! usage done 0, fin | completed 200 2 finish usage done
      multi-3 | 200 role out out! usage done 0, fin | completed 200 2 finish usage done
      multi-4 | 200 role out! usage done 0, fin | completed 200 1 finish usage done
      coalesced-2 | 200 role+out+out out+out! usage+done 0, fin \
          | completed 200 4 finish usage done
      coalesced-3 | 200 role+out+out+out out! usage+done 0, fin \
          | completed 200 4 finish usage done
      coalesced-9 | 200 role+out+out+out+out! usage+done 0, fin \
          | completed 200 4 finish usage done
      comments | 200 comment+role comment+out comment+out comment+out comment+out! \
      comment+usage comment+done 0, fin | completed 200 4 finish usage done
      ids | 200 id:role id:out id:out id:out id:out! id:usage id:done 0, fin \
          | completed 200 4 finish usage done
      no-usage | 200 role out out out out! done 0, fin | completed 200 4 finish done
      null-usage | 200 role out out out out! nulls done 0, fin | completed 200 4 finish done
      no-finish | 200 role out out out out usage done 0, fin | completed 200 4 usage done
      no-done | 200 role out out out out! usage 0, fin | completed 200 4 finish usage
      twice | 200 role out out out out! usage done 0 bad, fin | completed 200 4 finish usage done
      """;

  private static SimServer start(FaultSchedule faults) {
    return start(Timing.Fixed.ofMillis(0, 0), faults);
  }

  private static SimServer start(Timing timing, FaultSchedule faults) {
    return SimServer.start(SimConfig.of(timing).withFaults(faults), new WordCounter());
  }

  private static SimServer start(String fault) {
    return start(FaultSchedule.all(ServerFault.of(fault)));
  }

  private static byte[] stream(int tokens, String headers) {
    return raw(CHAT, chat("\"stream\":true," + USAGE + "\"max_tokens\":" + tokens), headers);
  }

  private static SeenAnswer ask(SimServer server, byte[] request) throws IOException {
    try (Socket socket = new SimClient(server).connect()) {
      socket.getOutputStream().write(request);
      return SeenAnswer.of(socket);
    }
  }

  private static SeenAnswer ask(SimServer server) throws IOException {
    return ask(server, stream(4, "connection: close\r\n"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = MATRIX)
  void aFaultIsWhatItsNameSaysAndIsAccountedFor(String fault, String seen, String account)
      throws Exception {
    try (SimServer server = start(fault)) {
      assertThat(ask(server).told()).isEqualTo(seen);
      RequestTruth request = server.truth().requests().get(0);
      assertThat(account(request)).isEqualTo(account);
      assertThat(request.fault()).isEqualTo(ServerFault.of(fault));
      assertThat(server.truth().faults()).containsExactly(entry(fault, 1));
      boolean faulted = account.startsWith("faulted");
      assertThat(server.truth().faulted()).isEqualTo(faulted ? 1 : 0);
      assertThat(server.truth().completed()).isEqualTo(faulted ? 0 : 1);
      assertThat(server.truth().inFlight()).isZero();
    }
  }

  private static java.util.Map.Entry<ServerFaultKind, Integer> entry(String fault, int count) {
    return java.util.Map.entry(ServerFault.of(fault).kind(), count);
  }

  private static String account(RequestTruth request) {
    return request.ending().label()
        + " "
        + request.status()
        + " "
        + request.chunks()
        + (request.finishWritten() ? " finish" : "")
        + (request.usageWritten() ? " usage" : "")
        + (request.doneWritten() ? " done" : "");
  }

  /** Where a stream that has begun never ends, the client sees this much, then leaves. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stall-silent | 0 | aborted 0 0",
        "stall-headers | 0 | aborted 200 0",
        "stall@0 | 0 | aborted 200 0",
        "stall@3 | 3 | aborted 200 3",
        "endless-headers | 0 | aborted 200 0"
      })
  void whatNeverEndsEndsWhenTheClientLeaves(String fault, int chunks, String account)
      throws Exception {
    try (SimServer server = start(fault)) {
      Socket socket = new SimClient(server).connect();
      socket.getOutputStream().write(stream(4, ""));
      await("the fault begins", () -> server.truth().faults().containsKey(kind(fault)));
      String seen = chunks == 0 ? "" : until(socket, chunks);
      assertThat(seen.split("\"delta\":\\{\"content\"", -1)).hasSize(chunks + 1);
      RequestTruth request = server.truth().requests().get(0);
      assertThat(request.ending()).isEqualTo(TruthEnding.RUNNING);
      socket.close();
      await("the server sees it", request::isOver);
      assertThat(account(request)).isEqualTo(account);
      assertThat(request.fault()).isEqualTo(ServerFault.of(fault));
      assertThat(server.truth().aborted()).isEqualTo(1);
      assertThat(server.truth().faulted()).isZero();
    }
  }

  private static ServerFaultKind kind(String fault) {
    return ServerFault.of(fault).kind();
  }

  private static String until(Socket socket, int chunks) throws IOException {
    StringBuilder seen = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (seen.toString().split("\"token_ids\"", -1).length <= chunks) {
      seen.append((char) in.read());
    }
    return seen.toString();
  }

  @Test
  void endlessHeadersGoOnForAsLongAsSomebodyReads() throws Exception {
    try (SimServer server = start("endless-headers");
        Socket socket = new SimClient(server).connect()) {
      socket.getOutputStream().write(stream(4, ""));
      String seen = new String(socket.getInputStream().readNBytes(100_000), UTF_8);
      assertThat(seen).startsWith("HTTP/1.1 200 OK\r\nx-endless: e").doesNotContain("\r\n\r\n");
    }
  }

  @Test
  void everyKindIsSeenByTheseTests() {
    Set<String> tested = new TreeSet<>(Set.of("split", "crlf", "endless-headers", "stall"));
    tested.addAll(Set.of("stall-silent", "stall-headers"));
    for (String row : MATRIX.lines().toList()) {
      tested.add(kind(row.substring(0, row.indexOf(' '))).label());
    }
    assertThat(ServerFaultKind.values())
        .extracting(ServerFaultKind::label)
        .containsExactlyInAnyOrderElementsOf(tested);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 1000})
  void splitEventsAreTheSameBytesInSmallChunks(int bytes) throws Exception {
    try (SimServer plain = start(FaultSchedule.none());
        SimServer split = start("split-" + bytes)) {
      List<String> whole = ask(plain).chunks();
      // One char a byte: a piece may end within a character.
      String body = ask(split).body();
      String joined = body.replaceAll("(?s)[0-9a-f]+\r\n(.{1," + bytes + "}?)\r\n", "$1");
      assertThat(masked(joined.replace("0\r\n\r\n", ""))).isEqualTo(masked(String.join("", whole)));
      assertThat(body.split("\r\n", -1).length > 2 * whole.size() + 2).isEqualTo(bytes < 1000);
    }
  }

  @Test
  void linesMayEndWithCrLf() throws Exception {
    try (SimServer plain = start(FaultSchedule.none());
        SimServer crlf = start("crlf")) {
      String all = String.join("", ask(crlf).chunks());
      assertThat(all).doesNotContainPattern("[^\r]\n");
      assertThat(masked(all.replace("\r\n", "\n")))
          .isEqualTo(masked(String.join("", ask(plain).chunks())));
    }
  }

  @Test
  void refusalsHaveTheirHeaders() throws Exception {
    try (SimServer server = start(FaultSchedule.parse("0:retry-429,1:redirect-307,2:html-502"))) {
      assertThat(ask(server).head()).contains("\r\nretry-after: 1");
      assertThat(ask(server).head()).contains("\r\nlocation: " + CHAT);
      assertThat(ask(server).body()).startsWith("<html>").contains("502 Bad Gateway");
    }
  }

  @Test
  void errorsSayInVllmsShapeThatTheyWereOrdered() throws Exception {
    try (SimServer server = start("http-503")) {
      JsonNode error = JSON.readTree(ask(server).body()).get("error");
      assertThat(error.get("message").asText())
          .isEqualTo("The simulated server was told to fail: http-503");
      assertThat(error.get("type").asText()).isEqualTo("ServiceUnavailableError");
      assertThat(error.get("code").asInt()).isEqualTo(503);
    }
  }

  @Test
  void aGiantTokenHasItsBytes() throws Exception {
    try (SimServer server = start("giant-70000@2")) {
      String chunk = ask(server).chunks().get(3);
      assertThat(chunk).contains("\"content\":\"" + "x".repeat(70_000) + "\"");
    }
  }

  @Test
  void theConnectionIsGoodForTheNextRequestWhereTheBodyEndedProperly() throws Exception {
    String faults = "0:http-500,1:cut-end@2,2:slow-headers,3:split,4:no-done,5:type-json,6:empty";
    try (SimServer server = start(FaultSchedule.parse(faults));
        Socket socket = new SimClient(server).connect()) {
      for (int i = 0; i < 7; i++) {
        socket.getOutputStream().write(stream(4, ""));
      }
      socket.getOutputStream().write(stream(5, "connection: close\r\n"));
      String all = SeenAnswer.of(socket).bytes();
      assertThat(all.split("HTTP/1.1 ", -1)).hasSize(9);
      SeenAnswer last = new SeenAnswer(all.substring(all.lastIndexOf("HTTP/1.1")), "fin");
      assertThat(last.told()).isEqualTo("200 role out out out out out! usage done 0, fin");
      assertThat(server.truth().connectionsOpened()).isEqualTo(1);
      assertThat(server.truth().requests())
          .extracting(request -> String.valueOf(request.fault()))
          .containsExactly(
              "http-500",
              "cut-end@2",
              "slow-headers-1",
              "split-50",
              "no-done",
              "type-json",
              "empty",
              "null");
    }
  }

  @Test
  void whatNeedsAStreamDoesNotBefallOtherAnswers() throws Exception {
    try (SimServer server = start("cut-fin@1")) {
      SeenAnswer seen = ask(server, raw(CHAT, chat("\"max_tokens\":4"), "connection: close\r\n"));
      assertThat(seen.told()).isEqualTo("200 application/json, fin");
      assertThat(server.truth().requests().get(0).fault()).isNull();
      assertThat(server.truth().faults()).isEmpty();
    }
  }

  @Test
  void batchesGoOnWithoutThoseThatAreBrokenOff() throws Exception {
    Timing.Batch one = new Timing.Batch("one", 0, 0, 1_000, 0, 0, 1, 8_192);
    try (SimServer server =
            start(one, FaultSchedule.parse("0:stall@2,1:cut-fin@2,2:slow-headers"));
        Socket stalled = new SimClient(server).connect()) {
      stalled.getOutputStream().write(stream(4, ""));
      await("the stall begins", () -> !server.truth().faults().isEmpty());
      assertThat(ask(server).told()).isEqualTo("200 role out out, fin");
      assertThat(ask(server).told()).startsWith("200 role out out out out! ");
      assertThat(ask(server).told()).startsWith("200 role out out out out! ");
    }
  }

  @Test
  void brokenAnswersAreNotInTheTruthsTimesAndAllAreInItsPage() throws Exception {
    String faults = "0:cut-fin@3,1:http-500,2:malformed@1,3:multi-2";
    try (SimServer server = start(FaultSchedule.parse(faults))) {
      for (int i = 0; i < 5; i++) {
        ask(server, stream(4, "connection: close\r\nx-request-id: r" + i + "\r\n"));
      }
      assertThat(server.truth().ttftMillis().size()).isEqualTo(2);
      assertThat(server.truth().itlMillis().size()).isEqualTo(6);
      assertThat(server.truth().e2elMillis().size()).isEqualTo(2);
      assertThat(server.truth().outputTokens()).isEqualTo(8);
      JsonNode page = JSON.readTree(new SimClient(server).get("/truth?requests=true").body());
      assertThat(page.get("faulted").asInt()).isEqualTo(3);
      assertThat(page.get("faults").toString())
          .isEqualTo("{\"http\":1,\"cut-fin\":1,\"malformed\":1,\"multi\":1}");
      JsonNode cut = page.at("/each/0");
      assertThat(cut.get("request_id").asText()).isEqualTo("r0");
      assertThat(cut.get("state").asText()).isEqualTo("faulted");
      assertThat(cut.get("fault").asText()).isEqualTo("cut-fin@3");
      assertThat(cut.get("status").asInt()).isEqualTo(200);
      assertThat(cut.get("chunks").asInt()).isEqualTo(3);
      assertThat(cut.get("tokens_ns")).hasSize(3);
      assertThat(cut.get("done").asBoolean()).isFalse();
      assertThat(cut.get("client_left").asBoolean()).isFalse();
      assertThat(page.at("/each/3/chunks").asInt()).isEqualTo(2);
      assertThat(page.at("/each/3/tokens_ns")).hasSize(4);
      assertThat(page.at("/each/4/fault").isNull()).isTrue();
      assertThat(page.at("/each/4/usage").asBoolean()).isTrue();
      new SimClient(server).post("/reset", "");
      assertThat(server.truth().faults()).isEmpty();
      assertThat(server.truth().faulted()).isZero();
      assertThat(ask(server).told()).isEqualTo("200 role out out out, fin");
    }
  }

  @Test
  void textCompletionsHaveFaultsToo() throws Exception {
    String body = "{\"prompt\":\"a b\",\"stream\":true,\"max_tokens\":3}";
    byte[] request = raw(SimClient.COMPLETIONS, body, "connection: close\r\n");
    try (SimServer server = start(FaultSchedule.parse("0:cut-fin@2,1:role-only,2:multi-2"))) {
      assertThat(Arrays.asList(told(server, request), told(server, request), told(server, request)))
          .containsExactly("200 out out, fin", "200 empty done 0, fin", "200 out out! done 0, fin");
    }
  }

  private static String told(SimServer server, byte[] request) throws IOException {
    return ask(server, request).told();
  }
}
