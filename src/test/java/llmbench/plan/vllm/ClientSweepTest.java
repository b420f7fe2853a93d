package llmbench.plan.vllm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.plan.CachesToReset;
import llmbench.plan.Level;
import llmbench.plan.LoadSweep;
import llmbench.plan.PlanException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientSweepTest {

  private static final ClientSweep PLAN = new ClientSweep();

  @Test
  void eachConcurrencyGetsItsPrompts() {
    List<Level> levels =
        levels(
            "vllm bench serve --model m --max-concurrency 3 --sweep-max-concurrency 1,8"
                + " --sweep_num_prompts_factor=10 --seed 4",
            Map.of("llm.num_prompts", "7"));
    assertThat(levels).extracting(Level::name).containsExactly("concurrency-1", "concurrency-8");
    assertThat(levels.get(1).sources().bench())
        .isEqualTo("vllm bench serve --model m --max-concurrency 3 --seed 4");
    var options = new OptionsReader().read(levels.get(1).sources());
    assertThat(options.load().maxConcurrency()).hasValue(8);
    assertThat(options.dataset().prompts()).isEqualTo(80);
  }

  @Test
  void ratesAreNamedAsTheyAreShortest() {
    assertThat(levels("vllm bench serve --sweep-request-rate '1, 2.50,inf'", Map.of()))
        .extracting(level -> level.name() + " " + level.settings().get("request-rate"))
        .containsExactly("rate-1 1", "rate-2.5 2.5", "rate-inf inf");
  }

  @Test
  void runsAreRepeatedAtEachSetting() {
    assertThat(levels("vllm bench serve --sweep-max-concurrency 8 --num-runs 2", Map.of()))
        .extracting(Level::name)
        .containsExactly("concurrency-8-run-1", "concurrency-8-run-2");
    assertThat(levels(null, Map.of("llm.num-runs", "2")))
        .extracting(Level::name)
        .containsExactly("run-1", "run-2");
    assertThat(levels("vllm bench serve --num-runs 1", Map.of()))
        .extracting(Level::name)
        .containsExactly("");
  }

  @Test
  void theTargetsOwnPrefixCacheIsEmptiedBefore() {
    assertThat(levels(null, Map.of("llm.num_runs", "2", "llm.reset-prefix-cache", "")))
        .extracting(level -> level.surroundings().resetsBefore())
        .containsOnly(
            Optional.of(new CachesToReset(Optional.empty(), List.of("/reset_prefix_cache"))));
  }

  @Test
  void aPropertyGoesOverTheLine() {
    assertThat(
            levels(
                "vllm bench serve --sweep-max-concurrency 1,2",
                Map.of("llm.sweep-max-concurrency", "5")))
        .extracting(Level::name)
        .containsExactly("concurrency-5");
  }

  @Test
  void otherRunsAreNoSweeps() {
    assertThat(PLAN.isAskedBy(new Sources(null, Map.of("llm.num-prompts", "3")))).isFalse();
    assertThat(PLAN.isAskedBy(new Sources("vllm bench serve --label 'x", Map.of()))).isFalse();
    assertThat(PLAN.isAskedBy(new Sources("evalscope perf --num-runs 2", Map.of()))).isFalse();
    assertThat(PLAN.name()).isEqualTo(LoadSweep.NAME);
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    assertThatThrownBy(
            () ->
                levels(
                    "vllm bench serve --sweep-max-concurrency 1,1 --sweep-request-rate 0"
                        + " --num-runs",
                    Map.of()))
        .isInstanceOf(PlanException.class)
        .hasMessageStartingWith("3 problems with the options; nothing was sent:")
        .hasMessageContaining("--num-runs (in -Dbench): no value follows")
        .hasMessageContaining("--sweep-request-rate 0 (in -Dbench): expected numbers above 0")
        .hasMessageContaining("--sweep-max-concurrency 1,1 (in -Dbench): has a value twice");
    assertThatThrownBy(
            () ->
                levels(
                    "vllm bench serve --sweep-max-concurrency 1 --sweep-request-rate 2", Map.of()))
        .hasMessageContaining("one sweep at a time");
    assertThatThrownBy(() -> levels("vllm bench serve --sweep-num-prompts-factor 2", Map.of()))
        .hasMessageContaining("give --sweep-max-concurrency with it");
  }

  private static List<Level> levels(@Nullable String line, Map<String, String> properties) {
    Sources sources = new Sources(line, properties);
    assertThat(PLAN.isAskedBy(sources)).isTrue();
    return PLAN.levels(sources).known();
  }
}
