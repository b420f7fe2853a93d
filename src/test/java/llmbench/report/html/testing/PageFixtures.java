package llmbench.report.html.testing;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import llmbench.metrics.charts.RunCharts;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.vllm.DatasetOrder;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.recorded.ReportOptions;
import llmbench.report.html.PageHead;
import llmbench.report.html.PageRates;
import llmbench.report.html.PageRun;
import llmbench.report.html.PageTable;
import llmbench.report.html.PageTime;
import llmbench.report.vllm.VllmReportSettings;
import llmbench.timeline.Requests;
import llmbench.verdict.FailureKind;
import llmbench.verdict.FileDoubt;
import llmbench.verdict.Outcome;

/** Runs for pages of tests: of any requests, with any texts. */
public final class PageFixtures {

  private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 27, 9, 0);

  private PageFixtures() {}

  /** A run without a failure, whose texts are these wherever a text may be. */
  public static PageRun of(Requests all, String text, List<FailureKind> failures, int sharing) {
    VllmFigures figures = figures(all);
    TrueFigures seen = TrueFigures.of(all.finished(), figures.outputTokens());
    VllmReportSettings settings =
        VllmReportSettings.of(
            ReportOptions.ofRun(Map.of("model", "m", "goodput", "ttft:200"), Map.of()), NOW);
    List<PageTable> tables = new ArrayList<>();
    tables.add(PageTable.of(figures, settings, true));
    tables.add(PageTable.of(seen));
    return new PageRun(
        text,
        new PageHead(
            text,
            text,
            false,
            text,
            text,
            PageHead.seconds(5),
            text,
            text,
            text,
            List.of(new PageHead.Fact(text, text)),
            text,
            List.of(text, text)),
        new Outcome(
            true, Optional.empty(), List.of(), List.of(new FileDoubt.Unreadable(text)), false),
        PageTime.of(figures),
        PageTime.of(seen),
        PageRates.of(figures, true, false),
        Optional.empty(),
        RunCharts.of(all, PageRun.buckets(sharing)),
        true,
        tables,
        failures,
        List.of(text));
  }

  public static VllmFigures figures(Requests all) {
    return VllmFigures.of(
        DatasetOrder.of(all.finished(), VllmDialect.V0_32_CHAT, answer -> 1),
        OptionalDouble.empty(),
        Goodput.NONE);
  }

  /** This many kinds of failure, each with a body of this many characters of this text. */
  public static List<FailureKind> failures(Random random, int kinds, int bodyChars, String of) {
    List<FailureKind> failures = new ArrayList<>();
    for (int i = 0; i < kinds; i++) {
      String body = of.repeat(1 + bodyChars / of.length()).substring(0, bodyChars);
      failures.add(new FailureKind("http-status", of + i, 1 + random.nextInt(9000), body));
    }
    return failures;
  }
}
