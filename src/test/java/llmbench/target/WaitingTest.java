package llmbench.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import llmbench.dataset.Prompt;
import llmbench.options.BenchOptions.Timeouts;
import llmbench.options.Transport;
import llmbench.request.LlmRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that is asked before the run, and takes its time. */
class WaitingTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration MILLI = Duration.ofMillis(1);

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final CountDownLatch saidOnce = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    saidOnce.countDown();
    server.stop(0);
  }

  /**
   * {@code /once} answers one request, and breaks off the others; the rest once it is waited for.
   */
  private void answer(HttpExchange exchange) throws IOException {
    int before = asked.getAndIncrement();
    if (exchange.getRequestURI().getPath().equals("/once")) {
      if (before > 0) {
        exchange.close();
        return;
      }
    } else {
      await(saidOnce);
    }
    byte[] body = "{\"tokens\":[5,6,7]}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whoIsWaitedForIsSaidOnceThatTakesAWhile() {
    Endpoint endpoint = endpoint(Timeouts.NONE, new Waiting(this::say, MILLI));
    assertThat(endpoint.post("/tokenize", Map.of(), new byte[0], MINUTE).ok()).isTrue();
    assertThat(said)
        .first()
        .isEqualTo(
            "Waiting for an answer of "
                + url()
                + "/tokenize: 0 s so far, 60 s at most; -Dllm.first-token-timeout=S or"
                + " -Dllm.total-timeout=S shortens it");
  }

  @Test
  void oneSpeaksForAllThatAreWaitedFor() {
    Waiting waiting = new Waiting(this::say, MILLI);
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<String> second = new CompletableFuture<>();
    CompletableFuture<Void> one = CompletableFuture.runAsync(() -> await(waiting, first, "one"));
    await(saidOnce);
    CompletableFuture<Void> two = CompletableFuture.runAsync(() -> await(waiting, second, "two"));
    while (said.stream().noneMatch(line -> line.contains("(and for 1 other request)"))) {
      Thread.onSpinWait();
    }
    assertThat(List.copyOf(said)).allMatch(line -> line.startsWith("Waiting for an answer of one"));
    first.complete("");
    one.join();
    second.complete("");
    two.join();
  }

  private static void await(Waiting waiting, CompletableFuture<String> answer, String from) {
    try {
      var unused = waiting.await(answer, from, MINUTE, "");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsAskedBesideTheRunTakesNoLongerThanItsRequests() {
    Optional<Duration> three = Optional.of(Duration.ofSeconds(3));
    Optional<Duration> none = Optional.empty();
    for (Timeouts limited :
        List.of(
            new Timeouts(none, three, none, none),
            new Timeouts(none, none, three, none),
            new Timeouts(none, none, none, three))) {
      assertThat(limited.beside(MINUTE)).hasSeconds(3);
      assertThat(limited.connectBeside(MINUTE)).isEqualTo(MINUTE);
      assertThat(limited.beside(MILLI)).as("what is shorter by itself").isEqualTo(MILLI);
    }
    assertThat(new Timeouts(three, none, none, none).connectBeside(MINUTE)).hasSeconds(3);
    assertThat(Timeouts.NONE.beside(MINUTE)).isEqualTo(MINUTE);
    Timeouts ofTokens = new Timeouts(none, Optional.of(MILLI), none, none);
    assertThat(ofTokens.beside(MINUTE)).as("a page is no token").hasSeconds(1);
  }

  @Test
  void aTokenizerThatNeverAnswersIsGivenUpByTheRunsTimeoutsAndSaid() {
    Timeouts second = new Timeouts(Optional.empty(), Optional.of(MILLI), Optional.empty(), none());
    Endpoint endpoint = endpoint(second, new Waiting(line -> {}));
    List<Prompt> prompts = prompts(2);
    assertThat(aligned(endpoint, "/tokenize", prompts)).isEqualTo(prompts);
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("The server's /tokenize was not answered (" + url() + "/tokenize: no ")
        .endsWith("answer within 1 s): prompts can't be adjusted to its tokenizer");
  }

  @Test
  void aServerThatStopsAnsweringIsNotAskedForEachPrompt() {
    List<Prompt> prompts = prompts(50);
    Endpoint endpoint = endpoint(Timeouts.NONE, new Waiting(line -> {}));
    assertThat(aligned(endpoint, "/once", prompts)).isEqualTo(prompts);
    assertThat(asked.get()).isEqualTo(4);
    assertThat(said).last().asString().startsWith("The server stopped answering (" + url());
    assertThat(said).last().asString().endsWith("): from prompt 1 on they are sent as they are");
  }

  /** serve.py, {@code _align_prompts_to_server_tokenizer}: only where the first is a text. */
  @Test
  void severalTextsInARequestAreNotAskedAbout() {
    List<Prompt> batch = List.of(new Prompt(0, "[\"a\", \"b\"]", Prompt.Form.TEXTS, 9, 0));
    assertThat(aligned(endpoint(Timeouts.NONE, new Waiting(line -> {})), "/", batch))
        .isEqualTo(batch);
    assertThat(asked).hasValue(0);
  }

  private static Optional<Duration> none() {
    return Optional.empty();
  }

  private List<Prompt> aligned(Endpoint endpoint, String path, List<Prompt> prompts) {
    LlmRequest request = new LlmRequest(path, Map.of(), "{}");
    TokenizerAlignment alignment =
        new TokenizerAlignment(endpoint, prompt -> request, "m", this::say, count -> {});
    return prompts.stream().map(alignment.by(prompts.get(0))).toList();
  }

  private static List<Prompt> prompts(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Prompt(i, "a b", 2, 5)).toList();
  }

  private void say(String line) {
    said.add(line);
    saidOnce.countDown();
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private Endpoint endpoint(Timeouts timeouts, Waiting waiting) {
    return new Endpoint(URI.create(url()), Transport.DIRECT, Secrets.NONE, timeouts, waiting);
  }
}
