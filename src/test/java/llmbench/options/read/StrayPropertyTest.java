package llmbench.options.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Collectors;
import llmbench.options.given.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrayPropertyTest {

  @ParameterizedTest
  @CsvSource({
    "bnech, bench",
    "bensh, bench",
    "Bench, bench",
    "lm.max-concurrency, llm.max-concurrency",
    "lm.max_concurency, llm.max-concurrency",
    "llm-max-concurrency, llm.max-concurrency",
    "llm_parallel, llm.parallel",
    "LLM.base-url, llm.base-url",
    "LLM.whatever, llm.whatever",
    "vllm.base-url, llm.base-url",
    "lml.server, llm.server",
    "lllm.no-stream, llm.no-stream",
    "max-concurrency, llm.max-concurrency",
    "num_prompts, llm.num-prompts",
    "num-promts, llm.num-prompts",
    "base-url, llm.base-url",
    "url, llm.url",
    "slo, llm.slo",
    "server, llm.server",
    "Server, llm.server",
    "tokenizer, llm.tokenizer",
    "tokeniser, llm.tokenizer",
    "seed, llm.seed",
    "number, llm.number",
    "bench.num-prompts, llm.num-prompts",
    "bench.num_promts, llm.num-prompts",
    "bench.whatever, llm.whatever",
    "bnech.max-concurrency, llm.max-concurrency",
    "evalscope.parallel, llm.parallel",
  })
  void aNameThatIsNearOneOfOursIsTakenForIt(String name, String meant) {
    assertThat(strays(name, "http://there:8000")).isEqualTo("[" + stray(name, meant) + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"benchmark", "line", "cmd"})
  void aToolsCommandLineWasMeantForBench(String name) {
    assertThat(strays(name, "vllm bench serve --model m"))
        .isEqualTo("[" + stray(name, "bench") + "]");
    assertThat(strays(name, "evalscope perf")).isEqualTo("[" + stray(name, "bench") + "]");
    assertThat(strays(name, "true")).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bench",
        "llm.whatever",
        "branch",
        "batch",
        "test",
        "parallel",
        "debug",
        "profile",
        "name",
        "slos",
        "steed",
        "users",
        "basedir",
        "bench-history.file",
        "gatling.runDescription",
        "exec.args",
        "lm.sensors",
        "llama.cpp",
        "llm-gateway.url",
        "maven.home",
        "java.version",
      })
  void whatOthersUseIsLeftAlone(String name) {
    assertThat(strays(name, "1")).isEqualTo("[]");
  }

  @Test
  void thePageListsTheNamesThatAreLeftToOthers() throws IOException {
    String listed =
        StrayProperty.GENERIC.stream()
            .sorted()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    assertThat(Files.readString(Path.of("docs/options.md"))).contains("else: " + listed + ".");
  }

  @Test
  void whatAJvmAndABuildHaveIsNoStray() {
    assertThat(StrayProperty.among(Sources.of(System.getProperties()).others())).isEmpty();
    assertThat(strays("gatling.runDescription", "vllm bench serve on eight GPUs")).isEqualTo("[]");
  }

  private static StrayProperty stray(String name, String meant) {
    return new StrayProperty(name, meant);
  }

  private static String strays(String name, String value) {
    Properties system = new Properties();
    system.setProperty(name, value);
    return StrayProperty.among(Sources.of(system).others()).toString();
  }
}
