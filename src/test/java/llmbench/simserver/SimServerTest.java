package llmbench.simserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SimServerTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHAT = "/v1/chat/completions";
  private static final String COMPLETIONS = "/v1/completions";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private SimServer server;

  /** Counts words: the server does not care how tokens are counted. */
  private static final PromptCounter WORDS =
      new PromptCounter() {
        @Override
        public int chat(List<Turn> turns) {
          return 29 + turns.stream().mapToInt(turn -> encode(turn.content()).length).sum();
        }

        @Override
        public int[] encode(String text) {
          return new int[text.isBlank() ? 0 : text.strip().split("\\s+").length];
        }

        @Override
        public String decode(int[] tokens) {
          return "w ".repeat(tokens.length).strip();
        }
      };

  @BeforeEach
  void start() {
    SimConfig config =
        new SimConfig(
            "127.0.0.1",
            0,
            List.of("Qwen2.5-0.5B-Instruct"),
            Timing.Fixed.ofMillis(0, 0),
            4096,
            false,
            null,
            true);
    server = SimServer.start(config, WORDS);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void chatStreamsHaveTheShapeOfVllms() throws Exception {
    String stream =
        post(
                CHAT,
                chat(
                    "\"stream\":true,\"max_completion_tokens\":6,"
                        + "\"stream_options\":{\"include_usage\":true}"))
            .body();
    assertThat(masked(stream)).isEqualTo(masked(golden("vllm_0.32_chat.sse")));
  }

  @Test
  void completionsStreamsHaveTheShapeOfVllms() throws Exception {
    String body =
        "{\"model\":\"Qwen2.5-0.5B-Instruct\",\"prompt\":\"two words\",\"stream\":true,"
            + "\"max_tokens\":6,\"stream_options\":{\"include_usage\":true}}";
    String stream = post(COMPLETIONS, body).body();
    assertThat(masked(stream)).isEqualTo(masked(golden("vllm_0.32_completions.sse")));
  }

  @Test
  void anAnswerMayComeWhole() throws Exception {
    JsonNode answer = JSON.readTree(post(CHAT, chat("\"max_tokens\":3")).body());
    assertThat(answer.at("/object").asText()).isEqualTo("chat.completion");
    assertThat(answer.at("/choices/0/message/content").asText()).isNotBlank();
    assertThat(answer.at("/usage").toString())
        .isEqualTo("{\"prompt_tokens\":31,\"total_tokens\":34,\"completion_tokens\":3}");
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            CHAT,
            "{\"model\":\"nope\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
            404,
            "The model `nope` does not exist. Valid aliases: Qwen2.5-0.5B-Instruct."),
        Arguments.of(
            CHAT,
            chat("\"max_completion_tokens\":99999"),
            400,
            "max_completion_tokens=99999 cannot be greater than max_model_len=4096. Please request"
                + " fewer output tokens. (parameter=max_completion_tokens, value=99999)"),
        Arguments.of(CHAT, chat("\"max_tokens\":0"), 400, "max_tokens must be at least 1, got 0."),
        Arguments.of(CHAT, chat("\"max_tokens\":\"7\""), 400, "max_tokens must be an integer"),
        Arguments.of(CHAT, "{", 400, "JSON decode error"),
        Arguments.of(CHAT, "[]", 400, "no JSON object"),
        Arguments.of(CHAT, "{}", 400, "messages must be a non-empty list"),
        Arguments.of(CHAT, "{\"messages\":[{\"content\":\"x\"}]}", 400, "needs a role"),
        Arguments.of(CHAT, "{\"messages\":[{\"role\":\"user\"}]}", 400, "content must be"),
        Arguments.of(
            CHAT,
            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}]}",
            400,
            "only parts of type text"),
        Arguments.of(COMPLETIONS, "{\"model\":\"Qwen2.5-0.5B-Instruct\"}", 400, "prompt must be"),
        Arguments.of("/tokenize", "{}", 400, "prompt must be a string"),
        Arguments.of("/nothing", "{}", 404, "Not Found"),
        Arguments.of("/health", "{}", 405, "Method Not Allowed"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void badRequestsAreRefusedAsVllmDoes(String path, String body, int status, String message)
      throws Exception {
    HttpResponse<String> answer = post(path, body);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(message);
    assertThat(server.truth().received()).isZero();
  }

  @Test
  void theErrorBodyIsVllmsToTheLetter() throws Exception {
    String real = golden("vllm_0.32_404.http");
    assertThat(post(CHAT, "{\"model\":\"nope\"}").body())
        .isEqualTo(real.substring(real.indexOf('{')));
  }

  @Test
  void theKeyIsAskedForWhereOneIsSet() throws Exception {
    SimConfig open = SimConfig.of(Timing.Fixed.ofMillis(0, 0));
    SimConfig config =
        new SimConfig(open.host(), 0, open.models(), open.timing(), 4096, false, "key", true);
    try (SimServer guarded = SimServer.start(config, WORDS)) {
      HttpRequest.Builder request = HttpRequest.newBuilder(guarded.baseUrl().resolve("/v1/models"));
      assertThat(send(request.build()).statusCode()).isEqualTo(401);
      assertThat(send(request.header("authorization", "Bearer key").build()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void tokensCanBeCountedAndDecoded() throws Exception {
    JsonNode tokens = JSON.readTree(post("/tokenize", "{\"prompt\":\"one two three\"}").body());
    assertThat(tokens.toString())
        .isEqualTo("{\"count\":3,\"max_model_len\":4096,\"tokens\":[0,0,0],\"token_strs\":null}");
    assertThat(post("/detokenize", "{\"tokens\":[1,2]}").body()).isEqualTo("{\"prompt\":\"w w\"}");
  }

  @Test
  void modelsHealthAndMetricsAnswer() throws Exception {
    assertThat(get("/v1/models").body()).contains("\"id\":\"Qwen2.5-0.5B-Instruct\"");
    assertThat(get("/health").body()).isEmpty();
    post(CHAT, chat("\"stream\":true,\"max_tokens\":5"));
    assertThat(get("/metrics").body())
        .contains("vllm:generation_tokens_total{model_name=\"Qwen2.5-0.5B-Instruct\"} 5.0")
        .contains("vllm:prompt_tokens_total{model_name=\"Qwen2.5-0.5B-Instruct\"} 31.0")
        .contains("vllm:num_requests_running{model_name=\"Qwen2.5-0.5B-Instruct\"} 0.0");
  }

  @Test
  void theTruthCountsWhatWasReceivedAndWritten() throws Exception {
    post(CHAT, chat("\"stream\":true,\"max_tokens\":4"), "id-1");
    post(CHAT, chat("\"stream\":true,\"max_tokens\":7"), "id-2");
    post(CHAT, chat("\"stream\":true,\"max_tokens\":7"), "id-1");
    List<RequestTruth> requests = server.truth().requests();
    assertThat(requests)
        .extracting(RequestTruth::requestId)
        .containsExactly("id-1", "id-2", "id-1");
    assertThat(requests).extracting(RequestTruth::tokens).containsExactly(4, 7, 7);
    assertThat(requests).extracting(RequestTruth::promptTokens).containsOnly(31);
    assertThat(requests).extracting(RequestTruth::completed).containsOnly(true);
    for (RequestTruth request : requests) {
      assertThat(request.tokenNanos(0)).isGreaterThanOrEqualTo(request.arrivedNanos());
      for (int i = 1; i < request.tokens(); i++) {
        assertThat(request.tokenNanos(i)).isGreaterThanOrEqualTo(request.tokenNanos(i - 1));
      }
    }
    assertThat(server.truth().receivedTwice()).isEqualTo(1);
    assertThat(server.truth().connectionsOpened()).isEqualTo(1);
    JsonNode truth = JSON.readTree(get("/truth?requests=true").body());
    assertThat(truth.get("completed").asInt()).isEqualTo(3);
    assertThat(truth.get("output_tokens").asInt()).isEqualTo(18);
    assertThat(truth.get("each")).hasSize(3);
    assertThat(truth.get("in_flight_over_time")).hasSize(6);
    post("/reset", "");
    assertThat(server.truth().received()).isZero();
  }

  @Test
  void aClientThatLeavesIsSeen() throws Exception {
    SimConfig config = SimConfig.of(Timing.Fixed.ofMillis(0, 1_000_000));
    try (SimServer slow = SimServer.start(config, WORDS)) {
      readFirstByteAndLeave(slow);
      RequestTruth request = slow.truth().requests().get(0);
      long deadline = System.nanoTime() + 30_000_000_000L;
      while (!request.isOver()) {
        assertThat(System.nanoTime()).as("the abort is seen").isLessThan(deadline);
        Thread.onSpinWait();
      }
      assertThat(request.completed()).isFalse();
      assertThat(request.tokens()).isEqualTo(1);
      assertThat(slow.truth().inFlight()).isZero();
    }
  }

  private static void readFirstByteAndLeave(SimServer slow) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), slow.port())) {
      byte[] body = chat("\"stream\":true,\"max_tokens\":4").getBytes(StandardCharsets.UTF_8);
      String head = "POST " + CHAT + " HTTP/1.1\r\nhost: x\r\ncontent-length: " + body.length;
      socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(body);
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      assertThat(slow.truth().inFlight()).isEqualTo(1);
    }
  }

  @Test
  void aPortThatIsTakenIsSaid() {
    SimConfig config = SimConfig.of(Timing.Fixed.ofMillis(0, 0));
    SimConfig taken =
        new SimConfig(
            "127.0.0.1", server.port(), config.models(), config.timing(), 99, false, null, true);
    assertThatThrownBy(() -> SimServer.start(taken, WORDS))
        .isInstanceOf(SimServer.SimServerException.class)
        .hasMessageStartingWith("The simulated server can't listen on 127.0.0.1:" + server.port());
  }

  private static String chat(String more) {
    return "{\"model\":\"Qwen2.5-0.5B-Instruct\",\"messages\":[{\"role\":\"user\",\"content\":"
        + "[{\"type\":\"text\",\"text\":\"two words\"}]}],"
        + more
        + "}";
  }

  /** What differs from run to run, and what the model says, made the same. */
  private static String masked(String stream) {
    return stream
        .replaceAll("\"id\":\"(chatcmpl|cmpl)-[0-9a-f]{16}\"", "\"id\":\"$1-ID\"")
        .replaceAll("\"created\":\\d+", "\"created\":TIME")
        .replaceAll("\"content\":\"[^\"]+\"", "\"content\":\"TEXT\"")
        .replaceAll("\"text\":\"[^\"]+\"", "\"text\":\"TEXT\"")
        .replaceAll("\"system_fingerprint\":\"[^\"]*\"", "\"system_fingerprint\":\"PRINT\"");
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return post(path, body, "");
  }

  private HttpResponse<String> post(String path, String body, String requestId) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.baseUrl().resolve(path))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!requestId.isEmpty()) {
      request.header("x-request-id", requestId);
    }
    return send(request.build());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(server.baseUrl() + path)).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String golden(String file) throws IOException {
    try (InputStream in =
        requireNonNull(SimServerTest.class.getResourceAsStream("/golden/streams/" + file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
