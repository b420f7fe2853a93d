package llmbench.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import llmbench.dataset.Datasets;
import llmbench.dataset.PromptContext;
import llmbench.dataset.Prompts;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.syntax.ShellWords;
import llmbench.tokenizer.Opened;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The runs that vLLM 0.32 and 0.33 were seen to make with {@code --skip-tokenizer-init}, request by
 * request, from their command lines.
 */
class NoTokenizerRequestsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path GOLDEN = Path.of("src/test/resources/golden/vllm");

  @ParameterizedTest(name = "{0} of {2}")
  @CsvSource({
    "skip_tokenizer, models/qwen2.5-tiny1, 0.32",
    "skip_tokenizer, models/qwen2.5-tiny1, 0.33",
    "model_from_server, served-a, 0.32",
    "model_from_server, served-a, 0.33"
  })
  void eachRequestIsTheTools(String run, String model, String version) throws IOException {
    BenchOptions options =
        new OptionsReader().read(new Sources(line(run), Map.of("llm.compat", "vllm-" + version)));
    VllmRequests requests = new VllmRequests(options, model, null);
    List<String> ours = new ArrayList<>();
    PromptContext context = new PromptContext(options, Opened.none(), done -> {}, note -> {});
    try (Prompts prompts = Datasets.of(options).prompts(context)) {
      prompts.measured().map(requests::measured).map(this::written).forEachOrdered(ours::add);
    }
    assertThat(ours).containsExactlyElementsOf(sent(run, version)).isNotEmpty();
  }

  private String written(LlmRequest request) {
    Map<String, String> headers = new TreeMap<>(request.headers());
    return request.path() + " " + headers + " " + request.text();
  }

  private static String line(String run) throws IOException {
    for (JsonNode command : JSON.readTree(GOLDEN.resolve("requests_more_commands.json").toFile())) {
      if (command.path("id").asText().equals(run)) {
        List<String> words = new ArrayList<>(List.of("vllm", "bench", "serve"));
        command
            .path("args")
            .forEach(
                word ->
                    words.add(word.asText().replaceFirst("^data/", GOLDEN + "/workload_data/")));
        return ShellWords.join(words);
      }
    }
    throw new IllegalArgumentException(run);
  }

  private static List<String> sent(String run, String version) throws IOException {
    List<String> all = new ArrayList<>();
    for (String line : Files.readAllLines(GOLDEN.resolve("requests_more.jsonl"))) {
      JsonNode sent = JSON.readTree(line);
      if (sent.path("run").asText().equals(run)
          && sent.path("vllm").asText().contains(version)
          && sent.path("method").asText().equals("POST")) {
        Map<String, String> headers = new TreeMap<>();
        sent.path("headers")
            .forEach(each -> headers.put(each.get(0).asText(), each.get(1).asText()));
        // What the HTTP stack adds.
        headers.remove("Accept-Encoding");
        headers.remove("Content-Length");
        all.add(sent.path("path").asText() + " " + headers + " " + sent.path("body").asText());
      }
    }
    return all;
  }
}
