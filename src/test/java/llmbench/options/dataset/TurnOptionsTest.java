package llmbench.options.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import llmbench.options.BenchOptions;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.Turns;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;

class TurnOptionsTest {

  private static final String LINE =
      "evalscope perf --model m --multi-turn --tokenizer-path bundled --dataset ";

  @Test
  void turnsAndOffsetAreTheDatasets() {
    RandomTurnsOptions asked =
        (RandomTurnsOptions)
            read("random_multi_turn --max-turns 4 --min-turns 2 --parallel 3 --dataset-offset 5")
                .dataset()
                .options();
    assertThat(asked.turns()).contains(new Turns(2, OptionalInt.of(4)));
    assertThat(asked.parallel()).isEqualTo(3);
    assertThat(asked.offset()).isEqualTo(5);
  }

  @Test
  void aJsonFileIsBuiltAlreadyAndAnythingElseTheHubsDataset() {
    assertThat(sweSmith("--dataset-path a/b.JSON").isBuilt()).isTrue();
    assertThat(sweSmith("--dataset-path a/tool.jsonl").isBuilt()).isFalse();
    assertThat(sweSmith("--dataset-path a").isBuilt()).isFalse();
    assertThat(sweSmith("").place()).isInstanceOf(DatasetPlace.OnHub.class);
  }

  /** {@code _normalize_legacy_dataset_args}. */
  @Test
  void theOlderArgumentsCountWhereTheNewerHaveNone() {
    SweSmithOptions asked =
        sweSmith(
            "--multi-turn-args '{\"first_turn_length\": [7, 9], \"chars_per_token\": 2, \"x\": 1}'"
                + " --dataset-args '{\"first_turn_length\": 5, \"num_workers\": 2}'");
    assertThat(asked.firstLength()).isEqualTo(new Range(5, 5));
    assertThat(asked.nextLength()).isEqualTo(new Range(500, 500));
    assertThat(asked.characters()).isEqualTo(2);
  }

  @Test
  void aRunKeepsWhatWasAskedForOfItsTurns() {
    assertThat(read("random_multi_turn --max-turns 4").effective())
        .containsEntry("multi-turn", "true")
        .containsEntry("min-turns", "1")
        .containsEntry("max-turns", "4");
    assertThat(Reading.bench("evalscope perf --model m --dataset random").effective())
        .doesNotContainKey("min-turns")
        .containsEntry("multi-turn", "false");
  }

  @Test
  void aDatasetOfSingleRequestsHasNoTurns() {
    assertThat(
            Reading.bench("evalscope perf --model m --dataset random").dataset().options().turns())
        .isEmpty();
  }

  private static SweSmithOptions sweSmith(String more) {
    return (SweSmithOptions) read("swe_smith " + more).dataset().options();
  }

  private static BenchOptions read(String more) {
    return Reading.bench(LINE + more);
  }
}
