package llmbench.options.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import llmbench.options.BenchOptions;
import llmbench.options.BenchOptions.Load;
import llmbench.options.BenchOptions.Paced;
import llmbench.options.Pace;
import llmbench.options.RampUp;
import llmbench.options.testing.OptionGoldens;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What options of either tool say of how many requests are sent at once, and when. */
class LoadReaderTest {

  private static final String SERVE = "vllm bench serve ";
  private static final String PERF = "evalscope perf --model m --prompt p ";
  private static final String OLD_PERF = "evalscope-1.1";
  private static final OptionalInt NO_LIMIT = OptionalInt.empty();

  @Test
  void vllmsRatesAreDrawnOfItsProcessAloneAndWithALimit() {
    assertThat(load(SERVE + "--request-rate 12.5"))
        .isEqualTo(new Load(NO_LIMIT, paced(new Pace.Drawn(12.5, 1))));
    assertThat(load(SERVE + "--request-rate 1e2 --burstiness .5 --max-concurrency 4"))
        .isEqualTo(new Load(OptionalInt.of(4), paced(new Pace.Drawn(100, 0.5))));
    assertThat(load(SERVE + "--request-rate 3 --burstiness inf", "compat", "vllm-0.11"))
        .isEqualTo(new Load(NO_LIMIT, paced(new Pace.Drawn(3, Double.POSITIVE_INFINITY))));
    assertThat(load(SERVE + "--request-rate inf --burstiness 2"))
        .isEqualTo(new Load(NO_LIMIT, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vllm-0.11", "vllm-0.32", "vllm-0.33"})
  void aRampUpRisesBetweenBothEnds(String compat) {
    String line = SERVE + "--ramp-up-start-rps 2 --ramp-up-end-rps 7 --ramp-up-strategy ";
    assertThat(load(line + "linear", "compat", compat))
        .isEqualTo(
            new Load(NO_LIMIT, paced(new Pace.Rising(ramp(RampUp.Strategy.LINEAR, 2, 7), 1))));
    assertThat(load(line + "exponential --burstiness 3 --request-rate inf", "compat", compat))
        .isEqualTo(
            new Load(NO_LIMIT, paced(new Pace.Rising(ramp(RampUp.Strategy.EXPONENTIAL, 2, 7), 3))));
  }

  @Test
  void aTimedTraceHasTimesOfItsOwnWhateverTheRate() {
    String trace =
        SERVE
            + "--dataset-name timed_trace --dataset-path t.jsonl --backend vllm"
            + " --endpoint /v1/completions --request-rate 7 ";
    assertThat(load(trace)).isEqualTo(new Load(NO_LIMIT, paced(new Pace.OfDataset())));
    assertThat(load(trace + "--self-timed --max-concurrency 2"))
        .isEqualTo(new Load(OptionalInt.of(2), paced(new Pace.OfDataset())));
    assertThat(load(trace + "--no-self-timed"))
        .isEqualTo(new Load(NO_LIMIT, paced(new Pace.Drawn(7, 1))));
  }

  @Test
  void evalscopesRateIsAPoissonProcessBehindItsLimit() {
    assertThat(load(PERF + "--rate 2.5 --parallel 3 --duration 60"))
        .isEqualTo(new Load(OptionalInt.of(3), paced(new Pace.Drawn(2.5, 1))));
    assertThat(load(PERF + "--rate 2 --parallel 3", "compat", OLD_PERF))
        .isEqualTo(new Load(OptionalInt.of(3), paced(new Pace.Drawn(2, 1))));
    assertThat(load(PERF + "--rate -1.0")).isEqualTo(new Load(OptionalInt.of(1), Optional.empty()));
  }

  /** Expected is what the tool makes of it: arguments_1.14.json, where parallel becomes -1. */
  @Test
  void anOpenLoopHasNoLimitWhateverParallelSays() {
    BenchOptions options = Reading.bench(PERF + "--open-loop --rate 2 --parallel 3 --number 10");
    assertThat(options.load()).isEqualTo(new Load(NO_LIMIT, paced(new Pace.Drawn(2, 1))));
    assertThat(options.effective())
        .containsEntry("rate", "2")
        .containsEntry("request-rate", "2.0")
        .doesNotContainKeys("parallel", "max-concurrency");
  }

  @Test
  void eitherToolsNameOfARateIsTakenForTheOthersRun() {
    assertThat(load(SERVE, "rate", "5").paced()).isEqualTo(paced(new Pace.Drawn(5, 1)));
    assertThat(load(PERF, "request-rate", "5", "burstiness", "1").paced())
        .isEqualTo(paced(new Pace.Drawn(5, 1)));
    assertThat(load(PERF, "request-rate", "inf").paced()).isEmpty();
    assertThat(load(SERVE, "rate", "-1").paced()).isEmpty();
  }

  @Test
  void gapsMayBeEvenAndTimesComeFromAFileForEitherTool() {
    for (String line : List.of(SERVE + "--request-rate 8", PERF + "--rate 8 --parallel 9")) {
      assertThat(load(line, "arrivals", "even").paced()).isEqualTo(paced(new Pace.Even(8)));
    }
    for (String line : List.of(SERVE, PERF)) {
      assertThat(load(line, "arrival-times", "a b.jsonl").paced())
          .isEqualTo(paced(new Pace.Recorded(Path.of("a b.jsonl"), 1)));
      assertThat(load(line, "arrival-times", "t", "arrival-speed", "2.50").paced())
          .isEqualTo(paced(new Pace.Recorded(Path.of("t"), 2.5)));
    }
  }

  @Test
  void theReferenceRunsLimitGivesWayToAnOpenLoop() {
    BenchOptions capped = Reading.properties("request-rate", "20");
    assertThat(capped.load().maxConcurrency()).hasValue(50);
    BenchOptions open = Reading.properties("request-rate", "20", "open-loop", "");
    assertThat(open.load()).isEqualTo(new Load(NO_LIMIT, paced(new Pace.Drawn(20, 1))));
    assertThat(open.effective())
        .containsEntry("open-loop", "true")
        .doesNotContainKey("max-concurrency");
    assertThat(Reading.properties("compat", OLD_PERF, "rate", "20", "open-loop", "").load())
        .isEqualTo(open.load());
  }

  @Test
  void connectionsAreKeptAndTheRunIsEndedAsAskedFor() {
    Pace pace = new Pace.Drawn(9, 1);
    assertThat(load(SERVE + "--request-rate 9", "spare-connections", "0").paced())
        .contains(new Paced(pace, OptionalInt.of(0), false));
    assertThat(
            load(
                    PERF + "--rate 9 --open-loop",
                    "spare-connections",
                    "20",
                    "stop_when_saturated",
                    "")
                .paced())
        .contains(new Paced(pace, OptionalInt.of(20), true));
  }

  @Test
  void warmUpRequestsAreANumberOrSoManyOfEachInFlight() {
    assertThat(load(SERVE + "--max-concurrency 7").warmUps()).isZero();
    assertThat(load(SERVE + "--max-concurrency 7", "load-warmups", "3x").warmUps()).isEqualTo(21);
    assertThat(load(SERVE + "--request-rate 7", "load-warmups", "40").warmUps()).isEqualTo(40);
    assertThat(load(SERVE, "load-warmups", "0").warmUps()).isZero();
  }

  @Test
  void whatTheToolsRefuseAndWhatMeansNothingIsRefused() {
    List<String[]> all = new ArrayList<>();
    all.add(new String[] {SERVE + "--request-rate 0 --burstiness 0"});
    all.add(new String[] {SERVE + "--request-rate -1 --burstiness nan"});
    all.add(new String[] {SERVE + "--request-rate 5 --ramp-up-strategy linear"});
    all.add(new String[] {SERVE + "--ramp-up-strategy linear --ramp-up-start-rps 5"});
    all.add(new String[] {SERVE + "--ramp-up-start-rps 5 --ramp-up-end-rps 9"});
    all.add(
        new String[] {
          SERVE + "--ramp-up-strategy exponential --ramp-up-start-rps 0 --ramp-up-end-rps 9.5"
        });
    all.add(
        new String[] {
          SERVE + "--ramp-up-strategy linear --ramp-up-start-rps 9 --ramp-up-end-rps 3"
        });
    all.add(new String[] {SERVE + "--ramp-up-strategy quadratic --open-loop"});
    all.add(new String[] {PERF + "--rate 0"});
    all.add(new String[] {PERF + "--rate inf"});
    all.add(new String[] {PERF + "--rate -2 --open-loop"});
    all.add(new String[] {PERF + "--open-loop"});
    all.add(new String[] {PERF + "--open-loop --rate -1"});
    all.add(new String[] {PERF + "--open-loop --rate 1 2"});
    all.add(new String[] {PERF + "--rate 2.5 --open-loop", "compat", OLD_PERF});
    all.add(new String[] {PERF + "--rate 5", "burstiness", "2", "ramp-up-strategy", "linear"});
    all.add(new String[] {PERF, "request-rate", "0", "burstiness", "0"});
    all.add(new String[] {SERVE, "rate", "1 2"});
    all.add(new String[] {SERVE, "arrivals", "even", "arrival-speed", "2"});
    all.add(
        new String[] {SERVE + "--request-rate 5 --burstiness 2", "arrivals", "even", "rate", "5"});
    all.add(
        new String[] {
          SERVE + "--request-rate 5 --burstiness 2 --ramp-up-strategy linear",
          "arrivals",
          "even",
          "arrival-times",
          "t",
          "arrival-speed",
          "0"
        });
    all.add(
        new String[] {
          SERVE + "--ramp-up-strategy linear --ramp-up-start-rps 3 --ramp-up-end-rps 9",
          "arrivals",
          "even"
        });
    all.add(new String[] {SERVE + "--max-concurrency 5 --request-rate 5", "open-loop", ""});
    all.add(new String[] {SERVE, "open-loop", "", "arrivals", "poisson"});
    all.add(new String[] {SERVE, "request-rate", "5", "ramp-up-strategy", "linear"});
    all.add(new String[] {SERVE, "request-rate", "5", "ramp-up-end-rps", "3", "open-loop", ""});
    all.add(new String[] {SERVE, "spare-connections", "3", "stop-when-saturated", ""});
    all.add(new String[] {SERVE + "--request-rate 5", "spare-connections", "-1"});
    all.add(new String[] {SERVE + "--ramp-up-start-rps 3", "arrival-times", "t"});
    all.add(new String[] {SERVE + "--ramp-up-strategy linear", "open-loop", ""});
    all.add(
        new String[] {SERVE + "--request-rate 5 --max-concurrency 2", "stop-when-saturated", ""});
    all.add(new String[] {SERVE, "load-warmups", "20"});
    all.add(new String[] {SERVE + "--request-rate 5", "load-warmups", "2x"});
    all.add(new String[] {SERVE + "--max-concurrency 70000", "load-warmups", "40000x"});
    all.add(new String[] {SERVE + "--max-concurrency 5", "load-warmups", "half"});
    all.add(new String[] {PERF, "load-warmups", "20"});
    List<String> messages = new ArrayList<>();
    for (String[] each : all) {
      String[] settings = Arrays.copyOfRange(each, 1, each.length);
      String line = each[0].strip() + (settings.length == 0 ? "" : " -Dllm.");
      messages.add(
          line + String.join(" ", settings) + "\n" + Reading.problems(each[0], settings) + "\n");
    }
    OptionGoldens.assertSame("problems_rates.txt", String.join("\n", messages));
  }

  private static Load load(String line, String... settings) {
    return Reading.both(line, settings).load();
  }

  private static Optional<Paced> paced(Pace pace) {
    return Optional.of(new Paced(pace, OptionalInt.empty(), false));
  }

  private static RampUp ramp(RampUp.Strategy strategy, int start, int end) {
    return new RampUp(strategy, start, end);
  }
}
