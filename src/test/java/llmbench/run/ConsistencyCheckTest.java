package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.read.OptionsReader;
import llmbench.reporting.PageGoldenTest;
import llmbench.reporting.compare.ConsistencyReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsistencyCheckTest {

  private static final Path RUN = Path.of("src/test/resources/golden/compare/run");

  @TempDir private Path scratch;

  @Test
  void withoutACheckARunIsOnePart() {
    List<ConsistencyCheck.Part> parts = ConsistencyCheck.parts(properties("llm.seed", "3"));
    assertThat(parts).hasSize(1);
    assertThat(parts.get(0).name()).isEmpty();
  }

  @Test
  void theCheckIsOneRequestAndTheLoadWithBothToolsRequests() {
    List<ConsistencyCheck.Part> parts =
        ConsistencyCheck.parts(
            properties(
                "llm.check", "consistency", "llm.max-concurrency", "7", "llm.parallel", "7"));
    assertThat(parts)
        .extracting(ConsistencyCheck.Part::name)
        .containsExactly(
            "vllm-0.32-single", "vllm-0.32-load", "evalscope-1.14-single", "evalscope-1.14-load");
    List<BenchOptions> options =
        parts.stream().map(part -> new OptionsReader().read(part.sources())).toList();
    assertThat(options)
        .extracting(BenchOptions::compat)
        .containsExactly(
            ToolVersion.VLLM_0_32,
            ToolVersion.VLLM_0_32,
            ToolVersion.EVALSCOPE_1_14,
            ToolVersion.EVALSCOPE_1_14);
    assertThat(options)
        .extracting(one -> one.load().concurrency(one.dataset().prompts()))
        .containsExactly(1, 7, 1, 7);
    assertThat(options).extracting(one -> one.dataset().prompts()).containsExactly(1, 500, 1, 500);
  }

  @Test
  void aServerThatIsGivenIsCheckedByBothTools() {
    List<ConsistencyCheck.Part> parts =
        ConsistencyCheck.parts(
            properties("llm.check", "consistency", "llm.base-url", "http://there:8000"));
    assertThat(parts)
        .extracting(part -> new OptionsReader().read(part.sources()).target().baseUrl())
        .allSatisfy(url -> assertThat(url).hasToString("http://there:8000"));
  }

  @Test
  void bothLoadsAndTheServersAccountAreLaidSideBySide() throws IOException {
    for (ToolVersion compat : List.of(ToolVersion.VLLM_0_32, ToolVersion.EVALSCOPE_1_14)) {
      Path part = Files.createDirectories(scratch.resolve(compat.label() + "-load"));
      for (String file : List.of("requests.jsonl", "run.json", "truth.json")) {
        Files.copy(RUN.resolve(file), part.resolve(file));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ConsistencyReport.make(scratch, new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("The whole load: each tool's requests, by its own definitions")
        .contains("A  vllm bench serve's\nB  evalscope perf's\n")
        .contains("Consistent: nothing that can be compared differs.\n")
        .contains("The whole load: our true figures beside the server's own account")
        .contains("D  evalscope perf's requests, as the server did")
        .doesNotContain("One request alone")
        .endsWith("Written: " + scratch.resolve("llm.html") + "\n");
    JsonNode page = PageGoldenTest.data(Files.readString(scratch.resolve("llm.html")));
    assertThat(page.findValuesAsText("name")).contains("vllm-0.32-load", "evalscope-1.14-load");
    assertThat(page.at("/comparison/columns"))
        .extracting(column -> column.get("letter").asText() + column.get("run"))
        .containsExactly("A0", "B1", "C0", "D0", "E1", "F1");
    assertThat(page.at("/comparison/columns"))
        .extracting(column -> column.path("against").asInt(-1))
        .containsExactly(-1, 0, -1, 2, -1, 4);
    assertThat(page.at("/runs/1/head/files").toString())
        .contains("\"evalscope-1.14-load/requests.jsonl\"");
  }

  private static Properties properties(String... namesAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    return properties;
  }
}
