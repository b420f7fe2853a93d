package llmbench.request;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
import llmbench.dataset.testing.MadePrompts;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.testing.VersionGoldens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VllmRequestsTest {

  /** Headers that design and HTTP stack decide; see docs/decisions. */
  private static final Set<String> NOT_COMPARED =
      Set.of("host", "user-agent", "accept-encoding", "connection", "content-length");

  private static final String COMMON =
      "vllm bench serve --model Qwen2.5-0.5B-Instruct --dataset-name random --num-prompts 2"
          + " --random-input-len 12 --random-output-len 3 ";

  /** What was recorded, and with which options. */
  private static final Map<String, String> ARGUMENTS =
      Map.of(
          "requests_0.11.0_chat.jsonl",
          "--backend openai-chat --endpoint /v1/chat/completions --ignore-eos",
          "requests_0.11.0_completions.jsonl",
          "--backend openai --ignore-eos --top-p 0.9",
          "requests_0.32.0_chat.jsonl",
          "--backend openai-chat --endpoint /v1/chat/completions --ignore-eos"
              + " --request-id-prefix bench-58dd342b-",
          "requests_0.32.0_completions.jsonl",
          "--backend openai --header X-A=b --top-p 0.9 --top-k 5 --temperature 0.0"
              + " --ready-check-timeout-sec 5 --request-id-prefix bench-c528c23a-");

  static List<String> recorded() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden/vllm"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("requests_\\d.*"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void everyRecordedConversationIsSentAgain(String golden) {
    String arguments = requireNonNull(ARGUMENTS.get(golden), "the options of " + golden);
    String recorded = golden.replaceFirst("requests_(\\d+\\.\\d+)\\..*", "vllm-$1");
    for (String compat : VersionGoldens.sharing(recorded)) {
      assertEqual(golden, compat, arguments);
    }
  }

  @Test
  void theKeyIsSentAndShownNowhere() {
    VllmRequests requests = new VllmRequests(options("vllm-0.32", ""), "m", "sk-very-secret");
    LlmRequest request = requests.measured(new Prompt(0, "hi", 1, 1));
    assertThat(request.headers()).containsEntry("Authorization", "Bearer sk-very-secret");
    assertThat(request.toString()).doesNotContain("sk-very-secret");
    assertThat(requests.tokenize(new Prompt(0, "hi", 1, 1)).headers())
        .doesNotContainKey("Authorization");
  }

  @Test
  void theServerIsAskedForItsModelsWithTheKeyAndTheUsersHeaders() {
    assertThat(VllmRequests.modelHeaders(options("vllm-0.33", "--header X-Team=a"), "k"))
        .isEqualTo(Map.of("Authorization", "Bearer k", "X-Team", "a"));
    assertThat(VllmRequests.modelHeaders(options("vllm-0.33", "--header authorization=b"), "k"))
        .isEqualTo(Map.of("authorization", "b"));
    assertThat(VllmRequests.modelHeaders(options("vllm-0.33", ""), null)).isEmpty();
  }

  @Test
  void theUsersHeadersGoFirstWhateverTheirCase() {
    VllmRequests requests =
        new VllmRequests(
            options("vllm-0.32", "--header authorization=Basic-mine X-Request-ID=theirs"),
            "m",
            "k");
    Map<String, String> headers = requests.measured(new Prompt(3, "hi", 1, 1)).headers();
    assertThat(headers).containsEntry("authorization", "Basic-mine");
    assertThat(headers).doesNotContainKey("Authorization").doesNotContainKey("X-Request-ID");
    assertThat(headers.get("x-request-id")).startsWith("bench-").endsWith("-3");
  }

  @Test
  void extraBodyGoesLastAndAKeyThatIsThereKeepsItsPlace() {
    VllmRequests requests =
        new VllmRequests(
            options(
                "vllm-0.32",
                "--temperature 0.5 --extra-body"
                    + " '{\"stream\": false, \"x\": {\"é\": [1, 1e-05, null]}, \"top_p\": 1.0}'"),
            "m",
            null);
    assertThat(requests.test(new Prompt(0, "\"\\\n\u007f🙂", 1, 7)).text())
        .isEqualTo(
            "{\"model\": \"m\","
                + " \"prompt\": \"\\\"\\\\\\n\\u007f\\ud83d\\ude42\","
                + " \"repetition_penalty\": 1.0, \"max_tokens\": 7, \"logprobs\": null,"
                + " \"stream\": false, \"stream_options\": {\"include_usage\": true},"
                + " \"ignore_eos\": true, \"temperature\": 0.5,"
                + " \"x\": {\"\\u00e9\": [1, 1e-05, null]}, \"top_p\": 1.0}");
  }

  /** Replays the tool's conversation: what we would send at each step equals what it sent. */
  private static void assertEqual(String golden, String compat, String arguments) {
    BenchOptions options = options(compat, arguments);
    List<Prompt> prompts = MadePrompts.of(options).measured();
    VllmRequests requests = new VllmRequests(options, "Qwen2.5-0.5B-Instruct", null);
    int next = 0;
    int compared = 0;
    for (JsonNode sent : golden(golden)) {
      if (sent.get("path").asText().equals("/metrics")) {
        continue;
      }
      LlmRequest ours;
      if (sent.get("path").asText().equals("/tokenize")) {
        ours = requests.tokenize(prompts.get(0));
      } else if (headers(sent).containsKey("x-request-id")) {
        ours = requests.measured(prompts.get(next++));
      } else {
        ours = requests.test(prompts.get(0));
      }
      assertThat(ours.path()).isEqualTo(sent.get("path").asText());
      assertThat(ours.text()).isEqualTo(sent.get("body").asText());
      assertThat(lowerCase(ours.headers())).isEqualTo(headers(sent));
      compared++;
    }
    assertThat(next).isEqualTo(2);
    assertThat(compared).isGreaterThan(2);
  }

  private static Map<String, String> headers(JsonNode sent) {
    Map<String, String> headers = new TreeMap<>();
    for (JsonNode header : sent.get("headers")) {
      headers.put(header.get(0).asText(), header.get(1).asText());
    }
    // 0.11 sends this without a key; we send no Authorization then.
    headers.remove("Authorization", "Bearer None");
    return lowerCase(headers);
  }

  private static Map<String, String> lowerCase(Map<String, String> headers) {
    Map<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    lower.keySet().removeAll(NOT_COMPARED);
    return lower;
  }

  private static BenchOptions options(String compat, String arguments) {
    return new OptionsReader().read(new Sources(COMMON + arguments, Map.of("llm.compat", compat)));
  }

  private static List<JsonNode> golden(String file) {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> requests = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                requireNonNull(VllmRequestsTest.class.getResourceAsStream("/golden/vllm/" + file)),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        requests.add(json.readTree(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return requests;
  }
}
