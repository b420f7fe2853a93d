package llmbench.target;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.dataset.Datasets;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptContext;
import llmbench.dataset.Prompts;
import llmbench.dataset.testing.WorkloadFiles;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.syntax.ShellWords;
import llmbench.request.LlmRequest;
import llmbench.request.ProfilerRequests;
import llmbench.request.VllmRequests;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole runs of vLLM bench, each from its command line alone: all that the tool posted to its
 * server, whatever for, is what we post.
 */
class VllmRecordedRunsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path GOLDEN = Path.of("src/test/resources/golden/vllm");
  private static final Opened BUNDLED = Tokenizers.open("bundled", null);

  /** The one that the server of the recording listed first. */
  private static final String LISTED_MODEL = "served-a";

  /** Headers that design and HTTP stack decide; see docs/decisions. */
  private static final Set<String> NOT_COMPARED =
      Set.of(
          "host",
          "user-agent",
          "accept-encoding",
          "connection",
          "content-length",
          "upgrade",
          "http2-settings");

  private static final Pattern SOUND = Pattern.compile("RIFF.*?(?=\r\n--B)", Pattern.DOTALL);

  /** What was posted while prompts were made. */
  private static final List<String> POSTED = Collections.synchronizedList(new ArrayList<>());

  private static WorkloadFiles files;
  private static HttpServer server;
  private static volatile boolean countsTokens;

  /** What a run is, and what was seen of it with a version. */
  private record Run(JsonNode command, String version, List<JsonNode> sent) {

    boolean has(String flag) {
      return words().contains(flag);
    }

    List<String> words() {
      List<String> words = new ArrayList<>(List.of("vllm", "bench", "serve"));
      JsonNode arguments = command.get(version.equals("0.11") ? "args_0.11" : "args");
      for (JsonNode argument : arguments) {
        String word = argument.asText();
        words.add(word.startsWith("data/") ? files.put(word.replaceFirst("data/", "")) : word);
      }
      return words;
    }

    BenchOptions options() {
      return new OptionsReader()
          .read(new Sources(ShellWords.join(words()), Map.of("llm.compat", "vllm-" + version)));
    }

    @Nullable String key() {
      return command.path("env").path("OPENAI_API_KEY").asText(null);
    }
  }

  static Stream<Arguments> runs() throws IOException {
    Map<String, Run> runs = new LinkedHashMap<>();
    Map<String, JsonNode> commands = new LinkedHashMap<>();
    JSON.readTree(GOLDEN.resolve("requests_more_commands.json").toFile())
        .forEach(command -> commands.put(command.get("id").asText(), command));
    for (String line : Files.readAllLines(GOLDEN.resolve("requests_more.jsonl"))) {
      JsonNode sent = JSON.readTree(line);
      for (String version : sent.get("vllm").asText().split(", ", -1)) {
        String id = sent.get("run").asText();
        runs.computeIfAbsent(
                id + " of " + version,
                key -> new Run(requireNonNull(commands.get(id)), version, new ArrayList<>()))
            .sent()
            .add(sent);
      }
    }
    return runs.entrySet().stream().map(run -> Arguments.of(run.getKey(), run.getValue()));
  }

  @BeforeAll
  static void start(@TempDir Path temp) throws IOException {
    files = new WorkloadFiles(temp);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", VllmRecordedRunsTest::answer);
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @Test
  void everyRecordedRunIsThere() throws IOException {
    assertThat(runs()).hasSize(87);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("runs")
  void allThatTheToolPostedIsPosted(String name, Run run) {
    List<String> expected = new ArrayList<>();
    for (JsonNode sent : run.sent()) {
      if (sent.get("method").asText().equals("POST")) {
        Map<String, String> headers = new TreeMap<>();
        sent.get("headers").forEach(h -> headers.put(h.get(0).asText(), h.get(1).asText()));
        // 0.11 sends this without a key; we send no Authorization then.
        headers.remove("Authorization", "Bearer None");
        expected.add(written(sent.get("path").asText(), headers, sent.get("body").asText()));
      }
    }
    if (expected.stream().allMatch(request -> request.startsWith("/tokenize"))) {
      assertThatThrownBy(run::options).as("no load").isInstanceOf(OptionsException.class);
      return;
    }
    assertThat(posted(run, run.options())).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** All that we post, in this order but for the load, which is sent side by side. */
  private static List<String> posted(Run run, BenchOptions options) {
    POSTED.clear();
    countsTokens = run.command().path("srv").path("tok").asBoolean();
    String id = options.model().id();
    String model = id == null ? LISTED_MODEL : id;
    VllmRequests requests = new VllmRequests(options, model, run.key());
    Opened tokenizer = run.has("--skip-tokenizer-init") ? Opened.none() : BUNDLED;
    List<Prompt> prompts = prompts(options, requests, model, tokenizer);
    List<LlmRequest> all = new ArrayList<>();
    LlmRequest test = requests.test(prompts.get(0));
    if (options.startup().readyCheckTimeoutSec() > 0) {
      all.add(test);
    }
    all.addAll(Collections.nCopies(options.startup().warmups(), test));
    if (options.startup().profiles()) {
      ProfilerRequests profiler = ProfilerRequests.of(options, model, run.key(), prompts.get(0));
      all.addAll(List.of(profiler.start(), profiler.stop()));
    }
    prompts.forEach(prompt -> assertThat(requests.whyNot(prompt)).isEmpty());
    prompts.stream().map(requests::measured).forEach(all::add);
    if (options.load().probes()) {
      // One beside each request: so many fitted into the time that the recorded run took.
      prompts.forEach(prompt -> all.add(requests.test(VllmRequests.PROBE)));
    }
    all.forEach(
        request -> POSTED.add(written(request.path(), request.headers(), text(request.bytes()))));
    return List.copyOf(POSTED);
  }

  private static List<Prompt> prompts(
      BenchOptions options, VllmRequests requests, String model, Opened tokenizer) {
    PromptContext context = new PromptContext(options, tokenizer, done -> {}, note -> {});
    List<Prompt> drawn;
    try (Prompts prompts = Datasets.of(options).prompts(context).assigned(options)) {
      drawn = prompts.measured().toList();
    }
    if (!Datasets.of(options).isAligned() || !options.compat().atLeast(ToolVersion.VLLM_0_32)) {
      return drawn;
    }
    Endpoint endpoint =
        new Endpoint(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    TokenizerAlignment alignment =
        new TokenizerAlignment(endpoint, requests::tokenize, model, note -> {}, done -> {});
    return drawn.stream().map(alignment.by(drawn.get(0))).toList();
  }

  /**
   * The recorded server counts too many tokens where it counts any, and says how many it was given.
   */
  private static void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    Map<String, String> headers = new TreeMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    POSTED.add(written(path, headers, body));
    String answer = "{}";
    if (path.equals("/tokenize")) {
      answer = "{\"tokens\": " + Arrays.toString(IntStream.range(0, 12).toArray()) + "}";
    } else if (path.equals("/detokenize")) {
      answer = "{\"prompt\": \"D" + JSON.readTree(body).get("tokens").size() + "\"}";
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(countsTokens ? 200 : 404, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** A request as one text: boundaries have one name, and a sound is so long. */
  private static String written(String path, Map<String, String> headers, String body) {
    Map<String, String> own = new TreeMap<>();
    headers.forEach((name, value) -> own.put(name.toLowerCase(Locale.ROOT), value));
    own.keySet().removeAll(NOT_COMPARED);
    String type = own.getOrDefault("content-type", "");
    String boundary =
        type.contains("boundary=") ? type.replaceAll(".*boundary=", "") : "no boundary";
    own.replace("content-type", type.replace(boundary, "B"));
    String text =
        SOUND
            .matcher(body.replace(boundary, "B"))
            .replaceAll(sound -> "<WAV FILE, " + sound.group().length() + " bytes>");
    return path + " " + own + " " + text;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
