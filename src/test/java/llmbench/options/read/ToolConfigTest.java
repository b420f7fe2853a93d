package llmbench.options.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.given.Given;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Problems;
import llmbench.options.given.Sources;
import llmbench.options.testing.Reading;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolConfigTest {

  @TempDir Path folder;

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("bench.yaml"), yaml);
  }

  private BenchOptions read(String line, String yaml) throws IOException {
    String bench = "vllm bench serve --model m --config " + file(yaml) + " " + line;
    return Reading.both(bench);
  }

  @Test
  void theOptionsOfTheFileCountAndThoseOfTheLineGoOverThem() throws IOException {
    BenchOptions options =
        read(
            "--num-prompts 7",
            """
            num_prompts: 50
            max-concurrency: 4
            request-rate: 2.50
            ignore-eos: true
            goodput: ["ttft:200", "tpot:10"]
            metadata:
              - build=1_000
              - day=2026-11-29
            extra-body: {top_k: 5, stop: [a, "ü"], seed: null, x: {y: yes}}
            port: 9_001
            """);
    assertThat(options.dataset().prompts()).isEqualTo(7);
    assertThat(options.load().maxConcurrency()).hasValue(4);
    assertThat(options.effective()).containsEntry("request-rate", "2.5");
    assertThat(options.sampling().ignoreEos()).isTrue();
    assertThat(options.figures().goodput()).containsOnlyKeys("ttft", "tpot");
    assertThat(options.output().metadata())
        .containsEntry("build", "1_000")
        .containsEntry("day", "2026-11-29");
    assertThat(options.sampling().extraBody())
        .isEqualTo(
            "{\"top_k\": 5, \"stop\": [\"a\", \"\\u00fc\"], \"seed\": null, \"x\": {\"y\": true}}");
    assertThat(options.target().baseUrl().getPort()).isEqualTo(9001);
  }

  @Test
  void aSwitchThatIsOffIsSaidWhereThereIsAWordForIt() throws IOException {
    assertThat(words("save-result: no\nself-timed: off\ngoodput: []\nlabel: null\n"))
        .containsExactly("--no-self-timed [false]", "--label [None]");
  }

  private List<String> words(String yaml) throws IOException {
    Problems problems = new Problems();
    ToolConfig config = new ToolConfig(FlagNames.ofLine(ToolVersion.Tool.VLLM.newest()), problems);
    List<Given> given = config.of(List.of("--config", file(yaml).toString())).file();
    problems.throwIfAny();
    return given.stream().map(each -> each.flag() + " " + each.words()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "num-prompts: many | --num-prompts many (in FILE): expected",
        "nun-prompts: 3 | --nun-prompts (in FILE): unknown option; did you mean",
        "- num-prompts | --config FILE (in -Dbench): expected an option and its value on each line",
        "num-prompts: [3 | --config FILE (in -Dbench): isn't YAML: expected ',' or ']', but got",
        "`` | --config FILE (in -Dbench): expected an option and its value on each line",
        "a: !!java.net.URL [x] | --config FILE (in -Dbench): isn't YAML",
      })
  void whatIsWrongInTheFileIsSaidWithIt(String yaml, String message) throws IOException {
    Path file = file(yaml == null ? "" : yaml);
    assertThat(problem("--config " + file).replace(file.toString(), "FILE")).contains(message);
  }

  @Test
  void theFileItselfMayBeWrong() throws IOException {
    assertThat(problem("--config " + folder.resolve("none.yaml")))
        .contains("none.yaml (in -Dbench): no such file; expected a YAML file of options");
    assertThat(problem("--config=bench.json"))
        .contains("expected a file whose name ends with .yaml or .yml");
    assertThat(problem("--config")).contains("no value follows; expected a file");
    Path latin =
        Files.write(folder.resolve("l.yml"), "label: ü".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(problem("--config " + latin)).contains("isn't UTF-8");
    assertThat(problem("--config a.yml --config b.yml")).contains("is given more than once");
  }

  private static String problem(String line) {
    Sources sources = new Sources("vllm bench serve --model m " + line, Map.of());
    return String.valueOf(
        Assertions.catchThrowableOfType(
                OptionsException.class, () -> new OptionsReader().read(sources))
            .getMessage());
  }
}
