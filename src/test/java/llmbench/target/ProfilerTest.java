package llmbench.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.dataset.Prompt;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.request.ProfilerRequests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProfilerTest {

  /** The prompt of the run profile, which vLLM 0.11, 0.32 and 0.33 were seen to send. */
  private static final Prompt FIRST = new Prompt(0, "a prompt", 8, 3);

  private static final String LINE =
      "vllm bench serve --backend openai --num-prompts 1 --profile --header X-A=1"
          + " --top-p 0.9 --model models/tiny --served-model-name m1";

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> said = new ArrayList<>();
  private final Set<String> refused = new HashSet<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    asked.add(
        String.join(
            " ",
            exchange.getRequestMethod(),
            path,
            exchange.getRequestHeaders().getFirst("Content-Type"),
            String.valueOf(exchange.getRequestHeaders().getFirst("X-A")),
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            body));
    exchange.sendResponseHeaders(refused.contains(path) ? 404 : 200, -1);
    exchange.close();
  }

  private Profiler profiler(String version) {
    BenchOptions options =
        new OptionsReader().read(new Sources(LINE, Map.of("llm.compat", version)));
    ProfilerRequests requests = ProfilerRequests.of(options, "models/tiny", "k", FIRST);
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new Profiler(new Endpoint(url), requests, said::add);
  }

  @Test
  void itIsBegunAndEndedOnceWithTheKeyAndTheUsersHeaders() {
    Profiler profiler = profiler("vllm-0.33");
    profiler.begin();
    profiler.begin();
    profiler.end(false);
    profiler.end(false);
    assertThat(asked)
        .containsExactly(
            "POST /start_profile application/octet-stream 1 Bearer k ",
            "POST /stop_profile application/octet-stream 1 Bearer k ");
    assertThat(said)
        .containsExactly(
            "Starting profiler...", "Profiler started", "Stopping profiler...", "Profiler stopped");
  }

  @Test
  void theOlderToolSendsWholeRequestsTheSecondWithoutItsOptions() {
    Profiler profiler = profiler("vllm-0.11");
    profiler.begin();
    profiler.end(false);
    String rest =
        "\"prompt\": \"a prompt\", \"temperature\": 0.0, \"repetition_penalty\": 1.0,"
            + " \"max_tokens\": 3, \"logprobs\": null, \"stream\": true,"
            + " \"stream_options\": {\"include_usage\": true}";
    assertThat(asked)
        .containsExactly(
            "POST /start_profile application/json 1 Bearer k {\"model\": \"m1\", "
                + rest
                + ", \"top_p\": 0.9}",
            "POST /stop_profile application/json null Bearer k {\"model\": \"models/tiny\", "
                + rest
                + "}");
  }

  @Test
  void aServerWithoutOneIsNoErrorAndIsNotAskedAgain() {
    refused.add("/start_profile");
    Profiler profiler = profiler("vllm-0.33");
    profiler.begin();
    profiler.end(false);
    assertThat(asked).hasSize(1);
    assertThat(said.get(1))
        .startsWith("The server's profiler was not started: /start_profile answers 404. vLLM has");
  }
}
