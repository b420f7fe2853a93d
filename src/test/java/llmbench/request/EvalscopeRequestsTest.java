package llmbench.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import llmbench.dataset.Prompt;
import llmbench.dataset.Prompt.Form;
import llmbench.dataset.testing.MadePrompts;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvalscopeRequestsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/evalscope");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Headers that the HTTP stack decides. */
  private static final Set<String> NOT_COMPARED =
      Set.of("host", "accept-encoding", "connection", "content-length");

  /** Its recording ends one request before its command does. */
  private static final String ONE_LACKS = "requests_1.1_completions_random";

  static Stream<String> commands() throws IOException {
    return Files.readAllLines(GOLDEN.resolve("requests_commands.txt")).stream();
  }

  @Test
  void everyRecordedConversationHasItsCommand() throws IOException {
    assertThat(commands()).hasSize(13);
    try (Stream<Path> files = Files.list(GOLDEN)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.matches("requests_.*jsonl"))
                  .map(name -> name.replace(".jsonl", "")))
          .containsExactlyInAnyOrderElementsOf(
              commands().map(line -> line.replaceFirst(":.*", "")).toList());
    }
  }

  /** The tool's own command line, read by us: what we would send equals what it sent. */
  @ParameterizedTest
  @MethodSource("commands")
  void everyRequestIsTheTools(String command) {
    String name = command.substring(0, command.indexOf(':'));
    BenchOptions options = options(command);
    MadePrompts prompts = MadePrompts.of(options);
    EvalscopeRequests requests = new EvalscopeRequests(options, "M");
    List<JsonNode> sent = sent(name);
    boolean unseeded = name.endsWith("random_default");
    List<Prompt> ours = new ArrayList<>(List.of(prompts.test().orElseThrow()));
    for (Prompt prompt : prompts.measured()) {
      ours.add(unseeded ? withText(prompt, sent.get(ours.size())) : prompt);
    }
    assertThat(ours.size()).isEqualTo(sent.size() + (name.equals(ONE_LACKS) ? 1 : 0));
    for (int i = 0; i < sent.size(); i++) {
      LlmRequest request = requests.of(ours.get(i));
      assertThat("POST " + request.path() + " HTTP/1.1")
          .isEqualTo(sent.get(i).path("request_line").asText());
      assertThat(request.text()).isEqualTo(sent.get(i).path("body_raw").asText());
      assertThat(lowerCase(request.headers())).isEqualTo(headers(sent.get(i)));
    }
  }

  /** Without a seed the tool's prompts are others each time: the recorded one takes our place. */
  private static Prompt withText(Prompt prompt, JsonNode sent) {
    String text = sent.path("body").path("messages").path(0).path("content").asText();
    assertThat(text).isNotEqualTo(prompt.text());
    return new Prompt(prompt.index(), text, Form.TEXT, prompt.tokens(), prompt.maxTokens());
  }

  @Test
  void withoutStreamTheOlderVersionSaysNothingOfIt() {
    assertThat(body("evalscope-1.1", "--no-stream --prompt hi --stop", "hi"))
        .isEqualTo(
            "{\"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"model\": \"M\","
                + " \"max_tokens\": 2048, \"stop\": [], \"temperature\": 0.0}");
  }

  @Test
  void aTemplateThatStreamsDoesSoInTheOlderVersionAndNotInTheNewer() {
    String template =
        "--no-stream --query-template '{\"stream_options\": {}, \"stream\": true, \"x\": 1e3}'";
    assertThat(body("evalscope-1.1", template, "hi"))
        .isEqualTo(
            "{\"stream_options\": {}, \"stream\": true, \"x\": 1000.0, \"messages\": [{\"role\":"
                + " \"user\", \"content\": \"hi\"}], \"model\": \"M\", \"max_tokens\": 2048,"
                + " \"temperature\": 0.0}");
    assertThat(body("evalscope-1.14", template, "hi"))
        .isEqualTo(
            "{\"stream\": false, \"x\": 1000.0, \"messages\": [{\"role\": \"user\", \"content\":"
                + " \"hi\"}], \"model\": \"M\", \"max_tokens\": 2048, \"temperature\": 0.0}");
  }

  @Test
  void whatAWholeBodySaysGoesBeforeTheOptionsAndExtraArgumentsFillGaps() {
    BenchOptions options =
        options(
            "x: evalscope perf --no-stream --top-k 5 --prompt p --extra-args {\"a\": 1, \"b\": 2}");
    Prompt whole =
        new Prompt(0, "{\"prompt\": [1, 2], \"stream\": true, \"a\": 0}", Form.BODY, 2, 7);
    assertThat(new EvalscopeRequests(options, "M").of(whole).text())
        .isEqualTo(
            "{\"prompt\": [1, 2], \"stream\": true, \"a\": 0, \"model\": \"M\", \"max_tokens\": 7,"
                + " \"stream_options\": {\"include_usage\": true}, \"temperature\": 0.0,"
                + " \"top_k\": 5, \"b\": 2}");
  }

  @Test
  void onlyQuotesBackslashesAndControlCharactersAreEscaped() {
    assertThat(body("evalscope-1.14", "--no-apply-chat-template", "\"\\\n\u0001\u007f é🙂"))
        .startsWith("{\"prompt\": \"\\\"\\\\\\n\\u0001\u007f é🙂\", \"model\"");
  }

  @Test
  void theKeyIsSentOverAHeaderWhateverItsCaseAndShownNowhere() {
    BenchOptions options =
        options(
            "x: evalscope perf --prompt p --api-key sk-very-secret"
                + " --headers authorization=mine accept=text/x");
    LlmRequest request = new EvalscopeRequests(options, "M").of(new Prompt(0, "hi", 1, 1));
    assertThat(lowerCase(request.headers()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "authorization", "Bearer sk-very-secret",
                "accept", "text/x",
                "content-type", "application/json",
                "user-agent", "modelscope_bench"));
    assertThat(request + " " + options).doesNotContain("sk-very-secret", "mine");
  }

  private static String body(String compat, String arguments, String text) {
    String line = "evalscope perf --model M --prompt p " + arguments;
    BenchOptions options =
        new OptionsReader().read(new Sources(line, Map.of("llm.compat", compat)));
    return new EvalscopeRequests(options, "M").of(new Prompt(0, text, 1, 2048)).text();
  }

  /** The commands are as they were typed, but without quotes and the model's name. */
  private static BenchOptions options(String command) {
    String line =
        command
            .substring(command.indexOf(' ') + 1)
            .replace("DIR/qwen2.5", "src/test/resources/llm-bench/tokenizers/qwen2.5")
            .replace("DIR", GOLDEN.toString())
            .replaceFirst("--extra-args (\\{.*})", "--extra-args '$1'");
    String compat =
        command.startsWith("requests_")
            ? "evalscope-" + command.split("_", 3)[1]
            : "evalscope-1.14";
    return new OptionsReader().read(new Sources(line + " --model M", Map.of("llm.compat", compat)));
  }

  private static List<JsonNode> sent(String name) {
    List<JsonNode> requests = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(GOLDEN.resolve(name + ".jsonl"))) {
        requests.add(JSON.readTree(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return requests;
  }

  private static Map<String, String> headers(JsonNode sent) {
    Map<String, String> headers = new TreeMap<>();
    for (JsonNode header : sent.get("headers")) {
      headers.put(header.get(0).asText(), header.get(1).asText());
    }
    return lowerCase(headers);
  }

  private static Map<String, String> lowerCase(Map<String, String> headers) {
    Map<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    lower.keySet().removeAll(NOT_COMPARED);
    return lower;
  }
}
