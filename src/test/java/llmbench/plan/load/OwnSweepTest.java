package llmbench.plan.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.plan.CachesToReset;
import llmbench.plan.CachesToReset.Need;
import llmbench.plan.Level;
import llmbench.plan.PlanException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnSweepTest {

  private static final OwnSweep SWEEP = new OwnSweep();

  @Test
  void aListOfLoadsIsALevelEach() {
    List<Level> levels = levels(null, Map.of("llm.max-concurrency", "1,2,4..16"));
    assertThat(levels)
        .extracting(Level::name)
        .containsExactly(
            "concurrency-1", "concurrency-2", "concurrency-4", "concurrency-8", "concurrency-16");
    assertThat(levels)
        .extracting(level -> options(level).load().maxConcurrency().getAsInt())
        .containsExactly(1, 2, 4, 8, 16);
  }

  @Test
  void eachRunOfALevelHasPromptsOfItsOwn() {
    List<Level> levels =
        levels(null, Map.of("llm.request_rate", "2,5", "llm.num-runs", "2", "llm.seed", "7"));
    assertThat(levels)
        .extracting(Level::name)
        .containsExactly("rate-2-run-1", "rate-2-run-2", "rate-5-run-1", "rate-5-run-2");
    assertThat(levels)
        .extracting(level -> options(level).dataset().seed())
        .containsExactly(7L, 8L, 9L, 10L);
  }

  @Test
  void promptsOfAFileKeepTheirSeedAndTheServerIsAskedToForgetThem() {
    String line = "vllm bench serve --model m --dataset-name sharegpt --dataset-path x.json";
    List<Level> levels = levels(line, Map.of("llm.parallel", "1,2"));
    assertThat(levels)
        .extracting(level -> level.sources().properties())
        .allSatisfy(properties -> assertThat(properties).doesNotContainKey("llm.seed"));
    assertThat(levels)
        .extracting(level -> level.surroundings().resetsBefore().orElseThrow())
        .containsExactly(
            CachesToReset.ifOffered(List.of("/reset_prefix_cache"), Need.NONE),
            CachesToReset.ifOffered(List.of("/reset_prefix_cache"), Need.DOUBTED));
  }

  @Test
  void aResetThatWasAskedForMustSucceed() {
    List<Level> levels =
        levels(null, Map.of("llm.max-concurrency", "1,2", "llm.reset-prefix-cache", "true"));
    assertThat(levels)
        .extracting(level -> level.surroundings().resetsBefore().orElseThrow().need())
        .containsOnly(Need.REQUIRED);
  }

  @Test
  void oneLoadIsNoSweep() {
    for (String one : List.of("8", "inf", "1 2")) {
      assertThat(SWEEP.isAskedBy(new Sources(null, Map.of("llm.max-concurrency", one)))).isFalse();
    }
  }

  @Test
  void twoListsAreRefused() {
    assertThatThrownBy(
            () -> levels(null, Map.of("llm.max-concurrency", "1,2", "llm.parallel", "1,3")))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("is a second list of the same load; leave one out.");
    assertThatThrownBy(() -> levels(null, Map.of("llm.max-concurrency", "1,2", "llm.rate", "1,3")))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining("one sweep at a time");
  }

  @Test
  void whatIsNoListNamesItsOption() {
    assertThatThrownBy(() -> levels(null, Map.of("llm.max-concurrency", "1,two")))
        .isInstanceOf(PlanException.class)
        .hasMessage(
            "-Dllm.max-concurrency=1,two: 'two' is no number above 0; expected a list such as"
                + " 1,2,4..64");
  }

  private static List<Level> levels(@Nullable String bench, Map<String, String> properties) {
    Sources sources = new Sources(bench, properties);
    assertThat(SWEEP.isAskedBy(sources)).isTrue();
    return SWEEP.levels(sources).known();
  }

  private static BenchOptions options(Level level) {
    return new OptionsReader().read(level.sources());
  }
}
