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
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A probe is what vLLM 0.32 and 0.33 were seen to send between requests of the load. */
class ProbeRequestTest {

  private static final Path SENT = Path.of("src/test/resources/golden/vllm/requests_more.jsonl");

  private static final String LINE =
      "vllm bench serve --backend openai-chat --endpoint /v1/chat/completions --dataset-name random"
          + " --random-input-len 8 --random-output-len 3 --num-prompts 3 --probe-request-rate 200"
          + " --max-concurrency 1 --model models/qwen2.5-tiny1 --served-model-name m1"
          + " --request-id-prefix P-";

  @ParameterizedTest
  @ValueSource(strings = {"0.32", "0.33"})
  void itIsTheToolsOwn(String version) throws IOException {
    Sources sources = new Sources(LINE, Map.of("llm.compat", "vllm-" + version));
    VllmRequests requests =
        new VllmRequests(new OptionsReader().read(sources), "models/qwen2.5-tiny1", null);
    LlmRequest ours = requests.test(VllmRequests.PROBE);
    assertThat(ours.headers()).doesNotContainKey("x-request-id");
    assertThat(probes(version)).hasSize(3).containsOnly(ours.text());
  }

  private static List<String> probes(String version) throws IOException {
    List<String> bodies = new ArrayList<>();
    for (String line : Files.readAllLines(SENT)) {
      JsonNode sent = new ObjectMapper().readTree(line);
      boolean own = sent.path("run").asText().equals("probe");
      boolean load = sent.path("headers").toString().contains("x-request-id");
      if (own
          && !load
          && sent.path("path").asText().endsWith("completions")
          && sent.path("vllm").asText().contains(version)) {
        bodies.add(sent.path("body").asText());
      }
    }
    return bodies;
  }
}
