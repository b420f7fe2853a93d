package llmbench.report.html.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.levels.LevelRun;
import llmbench.metrics.levels.LevelStatistic;
import llmbench.metrics.levels.SweepFigures;
import llmbench.report.html.PageHead;
import llmbench.report.html.SweepPage;
import llmbench.verdict.FileDoubt;
import llmbench.verdict.LevelDoubt;

/**
 * Levels for pages of tests: those of a server that works on {@link #CAPACITY} requests at once.
 */
public final class LevelFixtures {

  /** What is beyond it waits. */
  public static final int CAPACITY = 32;

  private static final double LIMIT_MILLIS = 200;
  private static final String SLO = "p99_ttft<=200ms";
  private static final int TOKENS = 100;

  private static final Map<LevelStatistic.Aggregate, Double> SPREAD =
      Map.of(LevelStatistic.Aggregate.P90, 1.2, LevelStatistic.Aggregate.P99, 1.3);

  private LevelFixtures() {}

  /** Each of these loads twice, with an SLO that those beyond the capacity break. */
  public static SweepPage page(List<Integer> loads, String text) {
    List<LevelRun> runs = new ArrayList<>();
    for (int load : loads) {
      for (int run = 1; run <= 2; run++) {
        runs.add(run(load, run));
      }
    }
    SweepFigures figures = SweepFigures.of(runs);
    return new SweepPage(
        new PageHead(
            text,
            text,
            false,
            "vllm-0.32",
            text,
            PageHead.seconds(90),
            text,
            null,
            null,
            List.of(new PageHead.Fact(text, text)),
            null,
            List.of("summary.md", text)),
        figures.answer(),
        figures,
        List.of(
            new LevelDoubt(List.of("concurrency-" + loads.get(0)), new FileDoubt.Unreadable(text))),
        List.of(new SweepPage.Limit(LatencyMetric.TTFT.id(), SLO, LIMIT_MILLIS)),
        Optional.of(
            new SweepPage.Advice(
                "As the tool says it",
                List.of(new PageHead.Fact("Highest RPS", text)),
                List.of(text))),
        List.of(text));
  }

  private static LevelRun run(int load, int run) {
    double slower = run == 1 ? 1 : 1.02;
    double working = Math.min(load, CAPACITY);
    double tpot = (4 + working / 10) * slower;
    double answer = TOKENS * tpot;
    double ttft = 20 + answer * (load - working) / working;
    double requests = working / (answer + 20) * 1000;
    Map<LevelStatistic, Double> statistics = new LinkedHashMap<>();
    statistics.put(LevelStatistic.REQUESTS, requests);
    statistics.put(LevelStatistic.OUTPUT, requests * TOKENS);
    statistics.put(LevelStatistic.TOTAL, requests * 2 * TOKENS);
    for (LevelStatistic.Aggregate each : LevelStatistic.Aggregate.values()) {
      double spread = SPREAD.getOrDefault(each, 1.0);
      statistics.put(LevelStatistic.of(LatencyMetric.TTFT, each), ttft * spread);
      statistics.put(LevelStatistic.of(LatencyMetric.TPOT, each), tpot * spread);
      statistics.put(LevelStatistic.of(LatencyMetric.ITL, each), tpot * spread);
      statistics.put(LevelStatistic.of(LatencyMetric.E2EL, each), (ttft + answer) * spread);
    }
    return new LevelRun(
        "concurrency-" + load + "-run-" + run,
        "concurrency-" + load,
        OptionalInt.of(load),
        Double.POSITIVE_INFINITY,
        10L * load,
        0,
        statistics,
        Map.of(SLO, load <= CAPACITY));
  }
}
