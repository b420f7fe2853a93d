package llmbench.reporting.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import llmbench.metrics.levels.SweptLevel.Goal;
import llmbench.plan.GoalOutcome;
import llmbench.plan.LevelOutcome;
import llmbench.reporting.PlanDirectories;
import llmbench.reporting.PlanEnding;
import llmbench.timeline.PlanFacts;
import org.junit.jupiter.api.Test;

/** A search from 2 on, up to 4, by what its levels came to. */
class SloSearchReportTest {

  private static final String SLO = "p99_ttft<=60ms";

  @Test
  void theMostThatIsKeptAndTheLeastThatIsBroken() {
    PlanEnding ending =
        ending(
            level("concurrency-2", 400, 400),
            level("concurrency-4", 300, 400),
            level("concurrency-3", 400, 400));
    assertThat(ending.answer())
        .contains("Up to 3 at once keeps p99_ttft<=60ms; 4 breaks it (95 % confidence).");
    assertThat(ending.status()).isZero();
    assertThat(new TreeMap<>(ending.goals()))
        .isEqualTo(
            Map.of(
                "concurrency-2", List.of(new Goal(SLO, 1, 1)),
                "concurrency-3", List.of(new Goal(SLO, 1, 1)),
                "concurrency-4", List.of(new Goal(SLO, 0, 1))));
  }

  /** Alone neither part can be told; together they are. */
  @Test
  void partsOfALoadAreJudgedTogether() {
    PlanEnding ending =
        ending(
            level("concurrency-2", 200, 200),
            level("concurrency-2-more-1", 200, 200),
            level("concurrency-4", 0, 400),
            level("concurrency-3", 0, 400));
    assertThat(ending.goals().get("concurrency-2")).containsExactly(new Goal(SLO, 1, 1));
    assertThat(ending.answer())
        .contains("Up to 2 at once keeps p99_ttft<=60ms; 3 breaks it (95 % confidence).");
  }

  @Test
  void whereNoLoadKeepsItTheRunHasFailed() {
    PlanEnding ending = ending(level("concurrency-2", 0, 400), level("concurrency-1", 0, 400));
    assertThat(ending.answer())
        .contains(
            "No load keeps p99_ttft<=60ms: 1 at once breaks it, and that is the least that was"
                + " allowed.");
    assertThat(ending.status()).isEqualTo(1);
  }

  @Test
  void ofALoadThatCantBeToldNothingIsSaid() {
    PlanEnding ending = ending(level("concurrency-2", 200, 200));
    assertThat(ending.goals().get("concurrency-2")).isEmpty();
    assertThat(ending.answer())
        .hasValueSatisfying(answer -> assertThat(answer).endsWith("was stopped before its end."));
    assertThat(ending.status()).isEqualTo(1);
  }

  private static LevelOutcome level(String name, int good, int of) {
    GoalOutcome goal = new GoalOutcome.Share(SLO, good, of, 0.99);
    return new LevelOutcome(name, 0, of, of, true, Map.of(), List.of(goal));
  }

  private static PlanEnding ending(LevelOutcome... outcomes) {
    Map<String, String> settings =
        Map.of(
            "search", "max-concurrency",
            "search-from", "2",
            "search-least", "1",
            "search-most", "4",
            "search-requests", "10");
    PlanFacts plan =
        new PlanFacts(
            PlanFacts.SCHEMA,
            "slo-search",
            List.of(new PlanFacts.Level("concurrency-2", settings)));
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new SloSearchReport()
        .report(PlanDirectories.of(Path.of("nowhere")), plan, List.of(outcomes), out);
  }
}
