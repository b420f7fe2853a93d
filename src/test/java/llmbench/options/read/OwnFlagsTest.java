package llmbench.options.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.options.ToolVersion;
import llmbench.options.catalog.Catalog;
import llmbench.options.syntax.ShellWords;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnFlagsTest {

  @Test
  void settingsAreTakenFromAmongTheToolsOptions() {
    OwnFlags asked =
        behind(
            "vllm bench serve --model m --slo 'p99_ttft<=200ms, error_rate<=1%' --num-prompts 4"
                + " --max-errors=0 --goodput ttft:200 tpot:10 --open-loop --seed -1");
    assertThat(asked.line())
        .isEqualTo(
            ShellWords.split(
                "vllm bench serve --model m --num-prompts 4 --goodput ttft:200 tpot:10 --seed -1"));
    assertThat(asked.settings())
        .isEqualTo(
            Map.of("slo", "p99_ttft<=200ms, error_rate<=1%", "max-errors", "0", "open-loop", ""));
    assertThat(asked.problems()).isEmpty();
  }

  @Test
  void howOptionsAreReadCanBeSaidThere() {
    OwnFlags asked =
        behind("vllm bench serve --compat vllm-0.11 --server simulated --check=consistency");
    assertThat(asked.line()).containsExactly("vllm", "bench", "serve");
    assertThat(asked.settings())
        .isEqualTo(Map.of("compat", "vllm-0.11", "server", "simulated", "check", "consistency"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vllm bench serve --config there.yaml",
        "evalscope perf --open-loop --rate 5",
        "vllm bench serve --goodput ttft:200"
      })
  void whereANameIsTheToolsAndOursItIsTheTools(String line) {
    assertThat(behind(line)).isEqualTo(new OwnFlags(ShellWords.split(line), Map.of(), List.of()));
  }

  @Test
  void theOptionsOfASweepAreIts() {
    List<String> words =
        ShellWords.split("vllm bench sweep serve --dry-run --bench-cmd 'x --slo y' --max-errors 3");
    OwnFlags asked =
        OwnFlags.behind(
            words, List.of(Option.flag("dry-run"), Option.one("bench-cmd", ValueType.NAME)));
    assertThat(asked.line()).isEqualTo(words.subList(0, words.size() - 2));
    assertThat(asked.settings()).isEqualTo(Map.of("max-errors", "3"));
  }

  @Test
  void whichNamesAreTheToolsIsSaidByTheVersion() {
    String line = "vllm bench serve --compat vllm-0.11 --probe-request-rate 1";
    assertThat(Catalog.find(ToolVersion.VLLM_0_33, "probe-request-rate")).isNotNull();
    assertThat(behind(line).line()).containsSequence("--probe-request-rate", "1");
  }

  @Test
  void aSettingWithoutItsValueIsSaid() {
    assertThat(behind("vllm bench serve --slo --model m").problems())
        .singleElement()
        .asString()
        .startsWith("--slo: no value follows; expected limits such as");
  }

  @Test
  void theReferenceRunTakesTheNamesOfBothToolsAndLeavesOthersToWhoeverReadsThem() {
    OwnFlags asked =
        alone("--parallel 1 2 --num_prompts=4 --no-stream --ignore-eos --max-concurency 5");
    assertThat(asked.settings())
        .isEqualTo(
            Map.of(
                "parallel", "1 2",
                "num-prompts", "4",
                "no-stream", "",
                "ignore-eos", "",
                "max-concurency", "5"));
    assertThat(asked.problems()).isEmpty();
    assertThat(asked.line()).isEmpty();
  }

  @Test
  void wordsOfNoOptionAreSaid() {
    assertThat(alone("50 --seed 3 4").problems())
        .extracting(problem -> problem.replaceFirst(":.*", ""))
        .containsExactly("'50'", "'4'");
  }

  /**
   * A tool's parser takes the beginning of a flag for the flag, where no other begins so. What is a
   * setting by its whole name would be one of the tool's that way: there is none.
   */
  @ParameterizedTest
  @EnumSource(ToolVersion.class)
  void noSettingOfOursBeginsAFlagOfTheTool(ToolVersion version) {
    List<String> ours = new ArrayList<>(StrayProperty.READING);
    Catalog.ours(version).forEach(option -> ours.add(option.name()));
    ours.removeIf(name -> Catalog.findOnLine(version, name) != null);
    assertThat(ours)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(FlagNames.ofLine(version).beginning(name)).isEmpty());
  }

  private static OwnFlags behind(String line) {
    return OwnFlags.behind(ShellWords.split(line), List.of());
  }

  private static OwnFlags alone(String words) {
    return OwnFlags.alone(ShellWords.split(words));
  }
}
