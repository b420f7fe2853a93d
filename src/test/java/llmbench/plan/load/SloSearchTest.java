package llmbench.plan.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import llmbench.options.BenchOptions;
import llmbench.options.given.Settings;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.plan.FirstWaves;
import llmbench.plan.GoalOutcome;
import llmbench.plan.Level;
import llmbench.plan.LevelOutcome;
import llmbench.plan.Levels;
import llmbench.plan.PlanException;
import llmbench.plan.RunPlan;
import org.junit.jupiter.api.Test;

class SloSearchTest {

  private static final RunPlan SEARCH = new SloSearch();
  private static final String P99 = "p99_ttft<=200ms";
  private static final Map<String, String> ASKED =
      Map.of("llm.search", "max-concurrency", "llm.slo", P99, "llm.search-most", "256");

  /** What a server does with so many at once: the chance of a request to be good. */
  private interface Server {
    double chance(int load);
  }

  @Test
  void aLoadIsMeasuredUntilItCanBeJudged() {
    // All good: 400 are needed to be sure of 99 %, so that each load takes two parts.
    List<Level> levels = run(ASKED, load -> load <= 20 ? 1 : 0, 1);
    assertThat(levels)
        .extracting(Level::name)
        .containsExactly(
            "concurrency-8",
            "concurrency-8-more-1",
            "concurrency-16",
            "concurrency-16-more-1",
            "concurrency-32",
            "concurrency-24",
            "concurrency-20",
            "concurrency-20-more-1",
            "concurrency-22",
            "concurrency-21");
    assertThat(levels)
        .extracting(level -> options(level).load().maxConcurrency().getAsInt())
        .containsExactly(8, 8, 16, 16, 32, 24, 20, 20, 22, 21);
    // The first of each user aren't judged.
    assertThat(levels)
        .extracting(level -> options(level).dataset().prompts() - unjudged(level))
        .containsOnly(200);
    assertThat(levels)
        .extracting(level -> options(level).dataset().seed())
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void aLoadThatIsAtItsLimitIsLeftOpenInTheEnd() {
    List<Level> levels = run(ASKED, load -> load == 9 ? 0.99 : load < 9 ? 1 : 0.5, 3);
    assertThat(levels)
        .extracting(Level::name)
        .contains("concurrency-9", "concurrency-9-more-1", "concurrency-9-more-3")
        .doesNotContain("concurrency-9-more-4");
    assertThat(levels)
        .filteredOn(level -> level.name().startsWith("concurrency-9"))
        .extracting(level -> options(level).dataset().prompts() - unjudged(level))
        .containsExactly(200, 200, 400, 800);
    assertThat(answer(ASKED, levels, load -> load == 9 ? 0.99 : load < 9 ? 1 : 0.5, 3))
        .isEqualTo(new HighestLoad(OptionalInt.of(8), OptionalInt.of(10)));
  }

  @Test
  void largeLoadsAndRatesHaveMoreRequests() {
    assertThat(options(first(Map.of("llm.search-from", "100"))).dataset().prompts()).isEqualTo(800);
    Level rate = first(Map.of("llm.search", "request-rate", "llm.search-from", "50"));
    assertThat(rate.name()).isEqualTo("rate-50");
    assertThat(options(rate).dataset().prompts()).isEqualTo(500);
    assertThat(options(rate).load().paced()).isPresent();
  }

  /** Half a request a second, and tenths from there. */
  @Test
  void ratesHaveTheDecimalsOfTheirRange() {
    Map<String, String> asked = new TreeMap<>(ASKED);
    asked.put("llm.search", "request-rate");
    asked.put("llm.search-from", "0.5");
    asked.put("llm.search-most", "4");
    Server server = steps -> steps <= 13 ? 1 : 0;
    List<Level> levels = run(asked, server, 1);
    assertThat(levels)
        .extracting(Level::name)
        .containsSubsequence("rate-0.5", "rate-1", "rate-2", "rate-1.5", "rate-1.3", "rate-1.4");
    assertThat(options(levels.get(0)).dataset().prompts()).isEqualTo(200);
    assertThat(options(levels.get(0)).load().paced().orElseThrow().pace().perSecond())
        .hasValue(0.5);
    assertThat(levels.get(0).settings())
        .containsEntry("search-from", "0.5")
        .containsEntry("search-least", "0.1")
        .containsEntry("search-most", "4");
    assertThat(answer(asked, levels, server, 1))
        .isEqualTo(new HighestLoad(OptionalInt.of(13), OptionalInt.of(14)));
    assertThat(AskedSloSearch.of(levels.get(0).settings()).text(13)).isEqualTo("1.3");
  }

  /** Of a server at whose limit chance decides, the answer is off by as little as its chances. */
  @Test
  void theAnswerHoldsAtItsConfidence() {
    // Falls by a tenth of the 1 % that may be bad with each more at once, from 40 on.
    Server server = load -> 1 - Math.max(0, load - 40) * 0.001;
    int right = 0;
    int runs = 200;
    for (int seed = 0; seed < runs; seed++) {
      List<Level> levels = run(ASKED, server, seed);
      HighestLoad answer = answer(ASKED, levels, server, seed);
      int kept = answer.kept().orElseThrow();
      int broken = answer.broken().orElseThrow();
      // At 50 exactly 99 % are good: what is told kept is below, what is told broken above.
      right += kept <= 50 && broken > 50 ? 1 : 0;
      assertThat(kept).isBetween(30, 60);
    }
    assertThat(right).isGreaterThan((int) (0.9 * runs));
  }

  @Test
  void whatASearchCantBeWithoutIsSaid() {
    assertRefused(Map.of("llm.search", "max-concurrency"), "there is none: give -Dllm.slo=");
    assertRefused(Map.of("llm.search-most", "9"), "-Dllm.search is missing");
    assertRefused(
        Map.of("llm.search", "latency"),
        "-Dllm.search=latency: expected one of max-concurrency, request-rate");
    Map<String, String> half = new TreeMap<>(ASKED);
    half.put("llm.search-from", "0.5");
    assertRefused(half, "-Dllm.search-from=0.5: expected a whole number");
    half.put("llm.search", "request-rate");
    half.put("llm.search-from", "0.0005");
    assertRefused(half, "expected up to three decimals");
    half.put("llm.search-from", "1e12");
    assertRefused(half, "A search can't go to a load of 1");
    Map<String, String> bounds = new TreeMap<>(ASKED);
    bounds.put("llm.search-least", "300");
    assertRefused(bounds, "-Dllm.search-least=300 is more than -Dllm.search-most=256");
  }

  private static void assertRefused(Map<String, String> properties, String why) {
    Sources sources = new Sources(null, properties);
    assertThat(SEARCH.isAskedBy(sources)).isTrue();
    assertThatThrownBy(() -> SEARCH.levels(sources))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining(why);
  }

  private static Level first(Map<String, String> changed) {
    Map<String, String> properties = new TreeMap<>(ASKED);
    properties.putAll(changed);
    return SEARCH.levels(new Sources(null, properties)).known().get(0);
  }

  /** All levels of a search against a server whose requests are good by chance. */
  private static List<Level> run(Map<String, String> properties, Server server, int seed) {
    Levels levels = SEARCH.levels(new Sources(null, properties));
    List<Level> measured = new ArrayList<>();
    List<LevelOutcome> outcomes = new ArrayList<>();
    Random random = new Random(seed);
    Optional<Level> next = levels.next(outcomes);
    while (next.isPresent()) {
      measured.add(next.get());
      outcomes.add(outcome(next.get(), server, random));
      next = levels.next(outcomes);
    }
    return measured;
  }

  private static HighestLoad answer(
      Map<String, String> properties, List<Level> levels, Server server, int seed) {
    Random random = new Random(seed);
    List<LevelOutcome> outcomes =
        levels.stream().map(level -> outcome(level, server, random)).toList();
    Settings settings = OptionsReader.asked(new Sources(null, properties));
    HighestLoad answer = AskedSloSearch.of(settings).answer(outcomes);
    // What plan.json keeps gives the same.
    assertThat(AskedSloSearch.of(levels.get(0).settings()).answer(outcomes)).isEqualTo(answer);
    return answer;
  }

  private static LevelOutcome outcome(Level level, Server server, Random random) {
    int requests = options(level).dataset().prompts() - unjudged(level);
    double chance = server.chance(steps(level));
    int good = (int) random.doubles(requests).filter(draw -> draw < chance).count();
    GoalOutcome goal = new GoalOutcome.Share(P99, good, requests, 0.99);
    return new LevelOutcome(level.name(), 0, requests, requests, true, Map.of(), List.of(goal));
  }

  private static int unjudged(Level level) {
    return FirstWaves.UNJUDGED
        * Integer.parseInt(level.settings().getOrDefault("max-concurrency", "0"));
  }

  /** Of a rate in tenths. */
  private static int steps(Level level) {
    String rate = level.settings().get("request-rate");
    return rate == null
        ? Integer.parseInt(level.settings().get("max-concurrency"))
        : (int) Math.round(10 * Double.parseDouble(rate));
  }

  private static BenchOptions options(Level level) {
    return new OptionsReader().read(level.sources());
  }
}
