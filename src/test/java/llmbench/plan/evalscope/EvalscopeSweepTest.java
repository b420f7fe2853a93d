package llmbench.plan.evalscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.options.BenchOptions;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.syntax.ShellWords;
import llmbench.plan.Level;
import llmbench.plan.PlanException;
import llmbench.plan.RunPlan;
import llmbench.plan.SingleRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists of loads, against what evalscope 1.14 takes and refuses, and the levels it makes. */
class EvalscopeSweepTest {

  private static final Path FOLDER = Path.of("src/test/resources/golden/evalscope");

  private static final List<RunPlan> PLANS =
      List.of(new EvalscopeSearch(), new EvalscopeSweep(), new SingleRun());

  /** What other options of these goldens are about is tested where those are. */
  private static final Set<String> LOADS =
      Set.of(
          "number",
          "parallel",
          "rate",
          "open_loop",
          "warmup_num",
          "sla_auto_tune",
          "sla_params",
          "sla_num_runs",
          "sla_lower_bound",
          "sla_upper_bound",
          "sla_fixed_parallel",
          "sla_number_multiplier",
          "sla_variable");

  private static Stream<JsonNode> cases(String file) throws IOException {
    JsonNode cases = new ObjectMapper().readTree(FOLDER.resolve(file).toFile()).get("cases");
    return StreamSupport.stream(cases.spliterator(), false);
  }

  static Stream<JsonNode> arguments() throws IOException {
    return cases("arguments_1.14.json")
        .filter(
            each ->
                each.get("args").propertyStream().allMatch(arg -> LOADS.contains(arg.getKey())));
  }

  static Stream<JsonNode> sweeps() throws IOException {
    return cases("sweeps_1.14.json").filter(each -> each.path("levels").size() > 1);
  }

  private static String line(JsonNode args) {
    StringBuilder line = new StringBuilder("evalscope perf --model m");
    for (Map.Entry<String, JsonNode> arg : args.properties()) {
      JsonNode value = arg.getValue();
      String flag = " --" + arg.getKey().replace('_', '-');
      if (value.isBoolean()) {
        line.append(value.asBoolean() ? flag : " --no-" + flag.substring(3));
      } else if (value.isArray() && !arg.getKey().equals("sla_params")) {
        List<String> words = new ArrayList<>();
        value.forEach(word -> words.add(word.asText()));
        line.append(flag).append(' ').append(String.join(" ", words));
      } else {
        String text = value.isContainerNode() ? value.toString() : value.asText();
        line.append(flag).append('=').append(ShellWords.quote(text));
      }
    }
    return line.toString();
  }

  private static List<Level> levels(String line, Map<String, String> properties) {
    Sources sources = new Sources(line, properties);
    return PLANS.stream()
        .filter(plan -> plan.isAskedBy(sources))
        .findFirst()
        .orElseThrow()
        .levels(sources)
        .known();
  }

  private static List<BenchOptions> read(List<Level> levels) {
    return levels.stream().map(level -> new OptionsReader().read(level.sources())).toList();
  }

  @ParameterizedTest
  @MethodSource("arguments")
  void whatTheToolTakesIsTakenAndWhatItRefusesIsRefused(JsonNode golden) {
    String line = line(golden.get("args"));
    if (!golden.has("error")) {
      // The share of warm-ups that it gives is the first level's.
      List<BenchOptions> options = read(levels(line, Map.of()));
      assertThat(options.stream().map(each -> each.evalscope().orElseThrow().number()).toList())
          .hasToString(golden.get("number").toString().replace(",", ", "));
      assertThat(options.get(0).evalscope().orElseThrow().warmups())
          .isEqualTo(golden.get("warmup_count").asInt());
      return;
    }
    assertThatThrownBy(() -> read(levels(line, Map.of())))
        .isInstanceOfAny(PlanException.class, OptionsException.class)
        .hasMessageContaining(
            OTHERWISE.getOrDefault(
                golden.get("error").asText(),
                golden.get("error").asText().replace("Value error, ", "")));
  }

  /** Said of the value itself, in words of ours: each value is looked at before all together. */
  private static final Map<String, String> OTHERWISE =
      Map.of(
          "Value error, --parallel values must be > 0, but got: [0]",
          "--parallel 0 (in -Dbench): expected a whole number from 1",
          "Value error, In open-loop mode all --rate values must be > 0, but got: [-1.0]",
          "in an open loop only the rate says when requests are sent",
          "Value error, In open-loop mode all --rate values must be > 0, but got: [0.0]",
          "--rate 0 (in -Dbench): expected a finite number above 0, or -1 for no rate",
          "Value error, --sla-variable must be parallel or rate",
          "--sla-variable x (in -Dbench): expected one of parallel, rate");

  @ParameterizedTest
  @MethodSource("sweeps")
  void levelsHaveTheToolsNames(JsonNode golden) {
    List<String> names = new ArrayList<>();
    golden.get("levels").forEach(name -> names.add(name.asText()));
    assertThat(levels(line(golden.get("args")), Map.of())).extracting(Level::name).isEqualTo(names);
    assertThat(
            levels(line(golden.get("args")), Map.of()).stream()
                .skip(1)
                .map(level -> level.surroundings().pauseBefore().toSeconds())
                .toList())
        .hasToString(golden.get("sleeps").toString().replace(",", ", "));
  }

  @Test
  void eachLevelIsARunOfOneLoad() {
    List<Level> levels =
        levels(
            "evalscope perf --model m --prompt p --parallel 1 2 4 --rate 3 9 --warmup-num 0.5",
            Map.of("llm.number", "4 6 8", "llm.dataset-offset", "100"));
    List<BenchOptions> options = read(levels);
    assertThat(levels)
        .extracting(level -> level.settings().toString())
        .containsExactly(
            "{parallel=1, number=4}", "{parallel=2, number=6}", "{parallel=4, number=8}");
    assertThat(options)
        .extracting(each -> each.load().maxConcurrency().getAsInt())
        .containsExactly(1, 2, 4);
    assertThat(options)
        .extracting(each -> each.evalscope().orElseThrow().warmups())
        .containsExactly(2, 3, 4);
    assertThat(options)
        .allSatisfy(each -> assertThat(each.effective()).containsEntry("rate", "3.0"));
    assertThat(levels)
        .extracting(level -> level.sources().properties().get("llm.dataset-offset"))
        .containsExactly("100", "104", "110");
  }

  @Test
  void generatorsOfASeedGoOnFromLevelToLevel() {
    String line = "evalscope perf --model m --prompt p --parallel 1 2 4 --number 4 6 8 ";
    assertThat(read(levels(line + "--warmup-num 1 --seed 1", Map.of())))
        .extracting(each -> each.evalscope().orElseThrow().drawnBefore())
        .containsExactly(List.of(), List.of(5), List.of(5, 7));
    assertThat(read(levels(line, Map.of())))
        .extracting(each -> each.evalscope().orElseThrow().drawnBefore())
        .containsOnly(List.of());
  }

  @Test
  void aSingleValueIsARunLikeAnyOther() {
    assertThat(levels("evalscope perf --model m --parallel 4 --number 8", Map.of()))
        .extracting(Level::name)
        .containsExactly("");
    assertThat(levels("vllm bench serve", Map.of("llm.parallel", "1 2")))
        .extracting(Level::name)
        .containsExactly("");
  }

  @Test
  void aPairThatIsGivenTwiceIsRefusedBefore() {
    assertThatThrownBy(
            () -> levels("evalscope perf --model m --parallel 1 1 --number 2 2", Map.of()))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("parallel_1_number_2 twice");
  }

  @Test
  void whatAValueCanNotBeIsSaidByTheRun() {
    assertThatThrownBy(
            () -> read(levels("evalscope perf --model m --parallel 1 x --number 2 2", Map.of())))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("--parallel 1 x (in -Dbench): expected a whole number");
  }
}
