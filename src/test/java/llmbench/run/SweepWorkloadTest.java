package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import llmbench.dataset.Datasets;
import llmbench.dataset.PromptContext;
import llmbench.dataset.Prompts;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;

/** What the levels of evalscope's sweeps send, and when: one generator goes through all of them. */
class SweepWorkloadTest {

  private static final String FOLDER = "src/test/resources/golden/evalscope";

  private final Opened tokenizer = Tokenizers.open("bundled", null);

  private List<PromptWorkload> levels(String line) {
    return options(line).stream().map(this::workload).toList();
  }

  private static List<BenchOptions> options(String line) {
    return RunPlans.of(new Sources(line, Map.of())).levels().known().stream()
        .map(level -> new OptionsReader().read(level.sources()))
        .toList();
  }

  private PromptContext context(BenchOptions options) {
    return new PromptContext(options, tokenizer, done -> {}, note -> {});
  }

  private PromptWorkload workload(BenchOptions options) {
    return PromptWorkload.ofEvalscope(context(options), "M");
  }

  private static List<Double> times(PromptWorkload level) {
    List<Double> times = new ArrayList<>();
    PrimitiveIterator.OfDouble seconds = level.arrivals().orElseThrow().seconds();
    seconds.forEachRemaining((double time) -> times.add(time));
    return times;
  }

  private static JsonNode golden(String name) throws IOException {
    for (JsonNode each :
        new ObjectMapper().readTree(Path.of(FOLDER, "sweeps_1.14.json").toFile()).get("cases")) {
      if (each.get("name").asText().startsWith(name)) {
        return each;
      }
    }
    throw new AssertionError("no case " + name);
  }

  /** The tool's clock began at 100 with each level. */
  @Test
  void anOpenLoopsTimesGoOnFromLevelToLevel() throws IOException {
    JsonNode records = golden("open sweep").get("records");
    int record = 0;
    for (PromptWorkload level :
        levels(
            "evalscope perf --model M --prompt x --number 4 6 --rate 2 8 --open-loop --seed 1")) {
      for (double time : times(level)) {
        assertThat(100 + time)
            .isCloseTo(records.get(record++).get("start").asDouble(), within(1e-9));
      }
    }
    assertThat(record).isEqualTo(records.size());
  }

  @Test
  void aClosedLoopsTimesDoAsWell() throws IOException {
    JsonNode records = golden("closed with --rate 7.5").get("records");
    List<PromptWorkload> levels =
        levels(
            "evalscope perf --model M --prompt x --number 3 4 --parallel 1 2 --rate 7.5 --seed 2");
    // Behind the first request of a level, a place may have to be waited for.
    assertThat(100 + times(levels.get(0)).get(0))
        .isCloseTo(records.get(0).get("start").asDouble(), within(1e-9));
    assertThat(100 + times(levels.get(1)).get(0))
        .isCloseTo(records.get(3).get("start").asDouble(), within(1e-9));
  }

  /**
   * Lengths, offsets and seeds of prompts, then gaps: what a level draws the next goes on behind.
   */
  @Test
  void randomPromptsAndTheirTimesGoOnAsWell() throws IOException {
    JsonNode golden =
        new ObjectMapper().readTree(Path.of(FOLDER, "sweep_random_1.14.json").toFile());
    List<BenchOptions> levels =
        options(
            "evalscope perf --model M --url http://h:1/v1/completions --dataset random"
                + " --tokenizer-path bundled --min-prompt-length 40 --max-prompt-length 60"
                + " --number 3 5 4 --parallel 1 2 3 --warmup-num 0.5 --rate 4 --seed 7");
    for (int level = 0; level < levels.size(); level++) {
      JsonNode drawn = golden.get("levels").get(level);
      List<Integer> lengths = new ArrayList<>();
      try (Prompts prompts = Datasets.of(levels.get(level)).prompts(context(levels.get(level)))) {
        prompts.warmUps().forEach(prompt -> lengths.add(prompt.tokens()));
        prompts.measured().forEach(prompt -> lengths.add(prompt.tokens()));
      }
      assertThat(lengths).hasToString(drawn.get("lens").toString().replace(",", ", "));
      List<Double> times = times(workload(levels.get(level)));
      for (int i = 0; i < times.size(); i++) {
        assertThat(times.get(i)).isCloseTo(drawn.get("send").get(i).asDouble(), within(1e-9));
      }
    }
  }
}
