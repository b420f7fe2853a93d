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
import llmbench.dataset.PromptContext;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.plan.Level;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;

/** What the levels of evalscope's sweeps send, and when: one generator goes through all of them. */
class SweepWorkloadTest {

  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/evalscope/sweeps_1.14.json");

  private final Opened tokenizer = Tokenizers.open("bundled", null);

  private List<Workload> levels(String line) {
    List<Workload> workloads = new ArrayList<>();
    for (Level level : RunPlans.of(new Sources(line, Map.of())).levels().known()) {
      BenchOptions options = new OptionsReader().read(level.sources());
      PromptContext context = new PromptContext(options, tokenizer, done -> {}, note -> {});
      workloads.add(Workload.ofEvalscope(context, "M"));
    }
    return workloads;
  }

  private static List<Double> times(Workload level) {
    List<Double> times = new ArrayList<>();
    PrimitiveIterator.OfDouble seconds = level.arrivals().orElseThrow().seconds();
    seconds.forEachRemaining((double time) -> times.add(time));
    return times;
  }

  private static JsonNode golden(String name) throws IOException {
    for (JsonNode each : new ObjectMapper().readTree(GOLDEN.toFile()).get("cases")) {
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
    for (Workload level :
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
    List<Workload> levels =
        levels("evalscope perf --model M --prompt x --number 3 4 --parallel 1 2 --rate 7.5 --seed 2");
    // Behind the first request of a level, a place may have to be waited for.
    assertThat(100 + times(levels.get(0)).get(0))
        .isCloseTo(records.get(0).get("start").asDouble(), within(1e-9));
    assertThat(100 + times(levels.get(1)).get(0))
        .isCloseTo(records.get(3).get("start").asDouble(), within(1e-9));
  }
}
