package llmbench.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import llmbench.dataset.Prompt;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.request.LlmRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreflightTest {

  private static final String STREAM =
      "data: {\"choices\":[{\"text\":\"hi\"}]}\n\ndata: [DONE]\n\n";
  private static final LlmRequest TEST =
      new LlmRequest("/v1/completions", Map.of(), "{\"stream\": true}");
  private static final LlmRequest WHOLE = new LlmRequest("/v1/completions", Map.of(), "{}");

  private static final TargetAdvice VLLM =
      TargetAdvice.of(new OptionsReader().read(new Sources("vllm bench serve", Map.of())), null);

  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, String> answers = new HashMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable String contentType = "text/event-stream";
  private int status = 200;
  private HttpServer server;
  private Endpoint endpoint;
  private Preflight preflight;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
    endpoint = new Endpoint(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    preflight = new Preflight(endpoint, timeouts(Optional.empty()), VLLM, said::add);
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  @Test
  void anyAnswerIsEnoughToKnowThatTheServerIsThere() {
    status = 500;
    preflight.reach();
    assertThat(asked).containsExactly("/health");
  }

  @Test
  void aServerThatIsNotThereIsSaid() {
    Preflight nowhere = preflight(URI.create("http://127.0.0.1:1"));
    assertThatThrownBy(nowhere::reach)
        .isInstanceOf(Preflight.PreflightException.class)
        .hasMessage(
            """
            The server can't be reached: http://127.0.0.1:1/health: connection refused.
            Start it, or check --base-url or --host and --port. -Dllm.server=simulated runs \
            against the simulated server.""");
    Preflight unknown = preflight(URI.create("http://no-such.invalid"));
    assertThatThrownBy(unknown::reach).hasMessageContaining("unknown host");
  }

  @Test
  void theFirstListedModelIsTaken() {
    answers.put("/v1/models", "{\"data\":[{\"id\":\"first\"},{\"id\":\"second\"}]}");
    assertThat(preflight.firstModel(Map.of())).isEqualTo(new Preflight.Listed("first", "first"));
    answers.put("/v1/models", "{\"data\":[{\"id\":\"first\",\"root\":\"Qwen/Qwen2.5-7B\"}]}");
    assertThat(preflight.firstModel(Map.of()).root()).as("vLLM's").isEqualTo("Qwen/Qwen2.5-7B");
    answers.put("/v1/models", "{\"data\":[{\"id\":\"first\",\"root\":\"\\u001b[31m\"}]}");
    assertThat(preflight.firstModel(Map.of()).root()).as("not printable").isEqualTo("first");
    answers.put("/v1/models", "{\"data\":[]}");
    assertThatThrownBy(() -> preflight.firstModel(Map.of()))
        .hasMessage("No model was named, and /v1/models lists none.\nName the model with --model.");
    answers.put("/v1/models", "<html>");
    assertThatThrownBy(() -> preflight.firstModel(Map.of())).hasMessageContaining("lists none");
    status = 401;
    assertThatThrownBy(() -> preflight.firstModel(Map.of()))
        .hasMessageContaining("/v1/models answers 401: <html>");
  }

  @Test
  void readyIsAnEndpointThatStreamsAnAnswer() {
    answers.put("/v1/completions", STREAM);
    preflight.awaitReady(TEST, 60);
    assertThat(asked).hasSize(1);
    preflight.awaitReady(TEST, 0);
    assertThat(asked).as("0 skips the check").hasSize(1);
  }

  @Test
  void whatNoWaitingWouldChangeEndsTheWaitAtOnce() {
    status = 404;
    answers.put("/v1/completions", "{\"error\":{\"message\":\"The model `x` does not exist.\"}}");
    assertThatThrownBy(() -> preflight.awaitReady(TEST, 600))
        .isInstanceOf(Preflight.PreflightException.class)
        .hasMessageStartingWith(
            "The server refuses the requests: 404: {\"error\":{\"message\":\"The model `x` does not"
                + " exist.\"}}");
    assertThat(asked).hasSize(1);
  }

  @Test
  void timeRunsOut() {
    status = 503;
    assertThatThrownBy(() -> preflight.awaitReady(TEST, 1))
        .hasMessageStartingWith("The endpoint was not ready within 1 s: 503: no answer.");
    status = 200;
    answers.put("/v1/completions", "data: [DONE]\n\n");
    assertThatThrownBy(() -> preflight.awaitReady(TEST, 1))
        .hasMessageContaining("the stream had no message but [DONE]");
  }

  @Test
  void whoWaitsIsToldHowToEndIt() {
    status = 503;
    Preflight telling =
        new Preflight(
            endpoint,
            timeouts(Optional.empty()),
            VLLM,
            line -> {
              if (line.startsWith("Not ready")) {
                throw new IllegalStateException(line);
              }
            });
    assertThatThrownBy(() -> telling.awaitReady(TEST, 60))
        .hasMessage("Not ready yet (503: no answer): trying again in 5 s; Ctrl-C stops it");
  }

  @ParameterizedTest
  @CsvSource({
    "60, 60 s",
    "600, 10 minutes",
    "3600, 60 minutes",
    "21600, 6 hours",
    "21601, 21601 s"
  })
  void howLongTheServerIsWaitedForIsSaidFirst(int seconds, String spoken) {
    answers.put("/v1/completions", STREAM);
    preflight.awaitReady(TEST, seconds);
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("Waiting for the server: one request before the run")
        .contains("tried again for up to " + spoken + "; --ready-check-timeout-sec SECONDS");
  }

  @Test
  void readyIsAlsoAnEndpointThatAnswersWholeWhereThatIsAskedFor() {
    contentType = "application/json";
    answers.put("/v1/completions", "{\"choices\":[{\"text\":\"hi\"}]}");
    preflight.awaitReady(WHOLE, 60);
    assertThat(asked).hasSize(1);
    answers.put("/v1/completions", "{\"choices\":[{\"text\":\"\"}]}");
    assertThatThrownBy(() -> preflight.awaitReady(WHOLE, 1))
        .hasMessageContaining("the answer brought no output");
  }

  @Test
  void anEndpointThatStallsIsNotWaitedForLongerThanARequestMayTake() {
    Optional<Duration> limit = Optional.of(Duration.ofMillis(300));
    for (String path : List.of("/silent", "/stalled")) {
      LlmRequest test = new LlmRequest(path, Map.of(), "{}");
      Preflight limited = new Preflight(endpoint, timeouts(limit), VLLM, said::add);
      assertThatThrownBy(() -> limited.awaitReady(test, 1))
          .hasMessageContaining(path + ": no ")
          .hasMessageContaining("answer within 0.3 s");
    }
  }

  @Test
  void anotherTypeThanTheOneThatWasAskedForIsSaid() {
    contentType = "text/html";
    answers.put("/v1/completions", "<html>sign in</html>");
    assertThatThrownBy(() -> preflight.awaitReady(TEST, 1))
        .hasMessageContaining("no event stream but text/html came");
    assertThatThrownBy(() -> preflight.awaitReady(WHOLE, 1))
        .hasMessageContaining("no JSON but text/html came");
  }

  @Test
  void warmUpSendsSoManyAndCountsFailures() {
    answers.put("/v1/completions", STREAM);
    preflight.warmUp(Collections.nCopies(9, TEST), 4);
    assertThat(asked).hasSize(9);
    assertThat(said).containsExactly("Warming up the server with 9 requests");
    status = 400;
    preflight.warmUp(Collections.nCopies(2, TEST), 4);
    assertThat(said).last().isEqualTo("2 of 2 warm-up requests failed");
  }

  @Test
  void promptsAreShortenedWhereTheServerCountsMore() {
    List<Prompt> prompts = List.of(new Prompt(0, "long one", 2, 5), new Prompt(1, "short", 9, 5));
    answers.put("/tokenize", "{\"tokens\":[5,6,7]}");
    answers.put("/detokenize", "{\"prompt\":\"long\"}");
    assertThat(aligned(prompts))
        .containsExactly(new Prompt(0, "long", 2, 5), new Prompt(1, "short", 9, 5));
    assertThat(asked).contains("/detokenize");
  }

  @Test
  void equalTokenizersAndServersWithoutOneChangeNothing() {
    List<Prompt> prompts = List.of(new Prompt(0, "a b c", 3, 5), new Prompt(1, "d", 1, 5));
    answers.put("/tokenize", "{\"tokens\":[5,6,7]}");
    assertThat(aligned(prompts)).isEqualTo(prompts);
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | {} | gives 404: either it has no such route, or it serves no model named m (GET"
            + " /v1/models lists the names that it serves)",
        "503 | {} | gives 503",
        "200 | {\"tokens\":3} | gives no list of tokens",
        "200 | no JSON | gives no list of tokens",
      })
  void whyPromptsAreNotAdjustedIsSaid(int given, String answer, String why) {
    List<Prompt> prompts = List.of(new Prompt(0, "a b c", 3, 5));
    status = given;
    answers.put("/tokenize", answer);
    assertThat(aligned(prompts)).isEqualTo(prompts);
    assertThat(said)
        .containsExactly(
            "The server's /tokenize " + why + ": prompts can't be adjusted to its tokenizer");
  }

  private List<Prompt> aligned(List<Prompt> prompts) {
    LlmRequest request = new LlmRequest("/tokenize", Map.of(), "{}");
    TokenizerAlignment alignment =
        new TokenizerAlignment(endpoint, prompt -> request, "m", said::add, count -> {});
    return prompts.stream().map(alignment.by(prompts.get(0))).toList();
  }

  private static BenchOptions.Timeouts timeouts(Optional<Duration> total) {
    return new BenchOptions.Timeouts(Optional.empty(), Optional.empty(), Optional.empty(), total);
  }

  private Preflight preflight(URI server) {
    return new Preflight(new Endpoint(server), timeouts(Optional.empty()), VLLM, said::add);
  }

  /** Answers nothing, or a beginning only, until the test is over. */
  private void stall(HttpExchange exchange, boolean begins) throws IOException {
    if (begins) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().flush();
    }
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    if (contentType != null) {
      exchange.getResponseHeaders().set("content-type", contentType);
    }
    if (path.equals("/silent") || path.equals("/stalled")) {
      stall(exchange, path.equals("/stalled"));
      return;
    }
    byte[] body = answers.getOrDefault(path, "no answer").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
