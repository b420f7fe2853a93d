package llmbench.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.echo.RepeatCommand;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.syntax.ShellWords;
import llmbench.options.testing.RandomRuns;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskedRunTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "",
        "it's \"so\"",
        "two\nlines\t$HOME `id` \\n",
        "你好, мир 👋",
        "*",
        "{\"a\": [1, \"b c\"]}"
      })
  void aWordOfTheToolsLineArrivesAsItIs(String word) {
    List<String> words = List.of("vllm", "bench", "serve", "--label", word, "--model", "m");
    String line = Objects.requireNonNull(AskedRun.of(words).properties().get("bench"));
    assertThat(ShellWords.split(line)).isEqualTo(words);
  }

  @Test
  void whatIsAskedForIsTheSameAsWithMaven() {
    AskedRun asked =
        of(
            "vllm bench serve --model m --num-prompts 4 --slo 'p99_ttft<=200ms' -Dllm.seed=7"
                + " -Dgatling.x=y -Dllm.open-loop --results-folder 'a b'");
    assertThat(asked.properties())
        .isEqualTo(
            Map.of(
                "bench", "vllm bench serve --model m --num-prompts 4",
                "llm.slo", "p99_ttft<=200ms",
                "llm.seed", "7",
                "llm.open-loop", "",
                "gatling.x", "y"));
    assertThat(asked.results()).contains(Path.of("a b"));
  }

  @Test
  void theReferenceRunIsChangedByFlags() {
    AskedRun asked = of("run --num-prompts 40 --slo 'error_rate<=1%' --results-folder=there");
    assertThat(asked.properties())
        .isEqualTo(Map.of("llm.num-prompts", "40", "llm.slo", "error_rate<=1%"));
    Properties system = new Properties();
    system.putAll(asked.properties());
    BenchOptions options = new OptionsReader().read(Sources.of(system));
    assertThat(options.dataset().prompts()).isEqualTo(40);
    assertThat(options.target().simulated()).isTrue();
  }

  @Test
  void aRunWithNothingChangedIsTheReferenceRun() {
    assertThat(of("run").properties()).isEmpty();
  }

  @Test
  void optionsOfASweepAreNoSettingsOfOurs() {
    String sweep =
        "vllm bench sweep serve --serve-cmd '' --bench-cmd 'vllm bench serve' --num-runs 2"
            + " --dry-run --resume";
    assertThat(of(sweep + " --max-errors 3").properties())
        .isEqualTo(
            Map.of("bench", ShellWords.join(ShellWords.split(sweep)), "llm.max-errors", "3"));
  }

  @Test
  void helpIsTheToolsWithOurSettings() {
    assertThat(of("run --help").properties().get("bench")).isEqualTo("vllm bench serve --help");
    assertThat(of("evalscope perf --help").properties().get("bench"))
        .isEqualTo("evalscope perf --help");
  }

  @Test
  void onlyGatlingsPageCanBeAskedFor() {
    assertThat(of("run -Dgatling.reportsOnly=a-run").reportsOnly()).contains("a-run");
    assertThat(of("run").reportsOnly()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "vlm bench serve | 'vlm' is no command; did you mean vllm?",
        "repot DIR | 'repot' is no command; did you mean report?",
        "--slo x | '--slo' is no command",
        "run --results-folder | --results-folder: expected the folder that directories of runs are",
        "sk-1234567890abcdefgh | The first word is no command",
        "run 50 | '50': belongs to no option; expected --NAME VALUE, or -Dllm.NAME=VALUE"
      })
  void whatCanNotBeToldIsSaid(String words, String message) {
    assertThatThrownBy(() -> of(words))
        .isInstanceOf(LaunchException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    assertThatThrownBy(() -> of("run 50 --slo --results-folder"))
        .hasMessageContaining("'50'")
        .hasMessageContaining("--slo")
        .hasMessageContaining("--results-folder");
  }

  @Test
  void aToolCanBeNamedByItsPath() {
    List<String> words = new ArrayList<>(List.of("/opt/my tools/vllm", "bench", "serve"));
    assertThat(AskedRun.of(words).properties().get("bench"))
        .isEqualTo("'/opt/my tools/vllm' bench serve");
  }

  @ParameterizedTest
  @EnumSource(ToolVersion.class)
  void theLineThatRepeatsAnyRunOfItsRepeatsIt(ToolVersion version) {
    Random random = new Random(20);
    for (int round = 0; round < 100; round++) {
      RandomRuns run = new RandomRuns(random, version);
      BenchOptions first = Reading.read(new Sources(ShellWords.join(run.line()), run.settings()));
      String command = RepeatCommand.launched(new HashMap<>(first.effective()));
      List<String> words = ShellWords.split(command);
      assertThat(words.get(0)).isEqualTo("./llm-bench");
      Map<String, String> asked =
          new HashMap<>(AskedRun.of(words.subList(1, words.size())).properties());
      BenchOptions again = Reading.read(new Sources(asked.remove("bench"), asked));
      assertThat(again.effective()).as(command).isEqualTo(first.effective());
    }
  }

  private static AskedRun of(String words) {
    return AskedRun.of(ShellWords.split(words));
  }
}
