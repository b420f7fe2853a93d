package llmbench.options.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import llmbench.options.BenchOptions;
import llmbench.options.WeightedModels;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several models in one run. */
class TargetsReaderTest {

  private static final String SERVE = "vllm bench serve --model m ";
  private static final String PERF = "evalscope perf --model m --prompt p ";

  @ParameterizedTest
  @ValueSource(strings = {SERVE, PERF})
  void modelsHaveTheirWeights(String line) {
    BenchOptions options = Reading.both(line, "models", "org/big=3 'a=b'=0.5 small=1e0");
    assertThat(options.model().models())
        .contains(new WeightedModels(Map.of("org/big", 3.0, "a=b", 0.5, "small", 1.0)));
    assertThat(options.model().id()).isEqualTo("m");
    assertThat(options.effective()).containsEntry("models", "org/big=3 a=b=0.5 small=1e0");
    assertThat(Reading.bench(line).model().models()).isEqualTo(Optional.empty());
    assertThat(Reading.bench(line).effective()).doesNotContainKey("models");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"big=0", "big=-1", "big=inf", "big=nan", "big", "=3", "big=", "big=3 small=x"})
  void aWeightIsAFiniteNumberAbove0(String models) {
    assertThat(Reading.problems(SERVE, "models", models))
        .contains("llm.models", "expected NAME=WEIGHT, WEIGHT a finite number above 0");
  }

  @Test
  void aModelHasOneWeight() {
    assertThat(Reading.problems(SERVE, "models", "big=3 small=1 big=2"))
        .contains("llm.models", "names big twice; give it one weight");
  }

  @Test
  void nothingElseNamesModels() {
    assertThat(Reading.problems(SERVE + "--lora-modules l1 l2", "models", "big=3 small=1"))
        .contains("--lora-modules names the models, too; leave one of the two out");
    assertThat(
            Reading.problems(
                SERVE + "--extra-body '{\"model\": \"x\"}'", "models", "big=3 small=1"))
        .contains("--extra-body puts another model into every body");
    assertThat(
            Reading.problems(PERF + "--extra-args '{\"model\": \"x\"}'", "models", "big=3 small=1"))
        .contains("--extra-args puts another model into every body");
    assertThat(
            Reading.problems(
                "evalscope perf --dataset workload_trace --dataset-path t.jsonl --url"
                    + " http://h:1/v1/chat/completions",
                "models",
                "big=3 small=1"))
        .contains("the requests of workload_trace name their own; leave it out");
  }
}
