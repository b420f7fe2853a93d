package llmbench.simserver.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import llmbench.metrics.numbers.Distribution;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.plan.FirstWaves;
import llmbench.plan.GoalOutcome;
import llmbench.plan.Level;
import llmbench.plan.LevelOutcome;
import llmbench.plan.Levels;
import llmbench.plan.load.AskedSloSearch;
import llmbench.plan.load.HighestLoad;
import llmbench.plan.load.SloSearch;
import llmbench.simserver.config.Timing;
import org.junit.jupiter.api.Test;

/**
 * The search for the most load that keeps an SLO, against the batch model of the simulated server,
 * whose answer is known: by a formula for the time per token, by a very long run for the time to
 * the first one.
 */
class HighestLoadOfTheModelTest extends OfTheModelTest {

  private static final Timing.Batch MODEL = Timing.Batch.A100_QWEN25_05B;
  private static final int LONG = 20_000;

  @Test
  void ofTimesPerTokenItIsTheFormulas() {
    int exact = 0;
    int farthest = 0;
    for (int seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      for (int i = 0; i < 10; i++) {
        double limit = 4 + 3.5 * random.nextDouble();
        int most = (int) users(limit);
        HighestLoad answer = search("median_tpot", limit, 0.5, Times::tpotMillis, random);
        int off = Math.abs(answer.kept().orElseThrow() - most);
        exact += off == 0 ? 1 : 0;
        farthest = Math.max(farthest, off);
      }
    }
    assertThat(exact).isGreaterThanOrEqualTo(24);
    assertThat(farthest).isLessThanOrEqualTo(1);
  }

  @Test
  void ofTimesToTheFirstTokenItIsThatOfAVeryLongRun() {
    Map<Integer, Distribution> truth = new HashMap<>();
    for (int seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      for (int i = 0; i < 10; i++) {
        double limit = 30.5 + 7 * random.nextDouble();
        HighestLoad answer = search("p99_ttft", limit, 0.99, Times::ttftMillis, random);
        int found = answer.kept().orElseThrow();
        int most = found;
        while (longRun(most, truth).percentile(99) > limit) {
          most--;
        }
        while (longRun(most + 1, truth).percentile(99) <= limit) {
          most++;
        }
        // Kept is what is sure to be, so that it is a little less.
        assertThat(found).as("%s ms", limit).isBetween(most - 6, most);
      }
    }
  }

  private static Distribution longRun(int users, Map<Integer, Distribution> known) {
    return known.computeIfAbsent(
        users,
        many -> {
          List<Times> times = behindFirstWaves(many, LONG, new Random(99));
          return Distribution.of(times.stream().mapToDouble(Times::ttftMillis).toArray());
        });
  }

  /**
   * How many users a time per token is of. A step takes its own time, each running sequence's, and
   * that of the prompts that come in on the way; a user is running but for the way in, half a step
   * until the next begins, and the moment between two requests.
   */
  private static double users(double tpotMillis) {
    double each = MODEL.sequenceNanos() + (double) PROMPT / ANSWER * MODEL.prefillTokenNanos();
    double running = (tpotMillis * NANOS_PER_MILLI - MODEL.stepNanos()) / each;
    double apart =
        (MODEL.frontEndNanos() + MODEL.latencyNanos() + MEAN_MOMENT_NANOS) / NANOS_PER_MILLI
            + tpotMillis / 2;
    return running * (1 + apart / (ANSWER * tpotMillis));
  }

  private static HighestLoad search(
      String statistic, double limit, double share, ToDoubleFunction<Times> value, Random random) {
    Map<String, String> asked =
        Map.of(
            "llm.search", "max-concurrency",
            "llm.slo", statistic + "<=" + limit + "ms",
            "llm.search-most", "256");
    Levels levels = new SloSearch().levels(new Sources(null, asked));
    List<LevelOutcome> outcomes = new ArrayList<>();
    Optional<Level> next = levels.next(outcomes);
    Level first = next.orElseThrow();
    while (next.isPresent()) {
      outcomes.add(outcome(next.get(), limit, share, value, random));
      next = levels.next(outcomes);
    }
    return AskedSloSearch.of(first.settings()).answer(outcomes);
  }

  private static LevelOutcome outcome(
      Level level, double limit, double share, ToDoubleFunction<Times> value, Random random) {
    var options = new OptionsReader().read(level.sources());
    int users = options.load().maxConcurrency().orElseThrow();
    int requests = options.dataset().prompts();
    List<Times> judged = behindFirstWaves(users, requests, random);
    long good = judged.stream().filter(each -> value.applyAsDouble(each) <= limit).count();
    GoalOutcome goal = new GoalOutcome.Share("slo", good, judged.size(), share);
    return new LevelOutcome(level.name(), 0, requests, requests, true, Map.of(), List.of(goal));
  }

  private static List<Times> behindFirstWaves(int users, int requests, Random random) {
    return run(MODEL, users, requests, random).stream()
        .filter(each -> each.place() >= FirstWaves.UNJUDGED * users)
        .toList();
  }
}
