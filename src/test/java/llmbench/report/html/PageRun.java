package llmbench.report.html;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.charts.ConversationRows;
import llmbench.metrics.charts.OverTime;
import llmbench.metrics.charts.RunCharts;
import llmbench.metrics.charts.Waterfall;
import llmbench.verdict.FailureKind;
import llmbench.verdict.Outcome;
import llmbench.verdict.SloResult;

/**
 * A run as it is put on a page; how much of it, the page decides by who shares it.
 *
 * @param name of the run, for the picker
 * @param head what ran against what
 * @param outcome what it comes to
 * @param times by the definitions that were chosen
 * @param seen the true ones; empty where there are none
 * @param rates by the definitions that were chosen
 * @param notes what is said below the card of a latency
 * @param goodput what came of limits on requests; empty without any
 * @param charts of its requests
 * @param ours whether the requests were recorded by us, so that failures have our names
 * @param tables by each definition; its own are chosen
 * @param failures by their kinds
 * @param footnotes what has to be said of the figures
 */
public record PageRun(
    String name,
    PageHead head,
    Outcome outcome,
    List<PageTime> times,
    List<PageTime> seen,
    PageRates rates,
    Map<LatencyMetric, String> notes,
    Optional<PageGoodput> goodput,
    RunCharts charts,
    boolean ours,
    List<PageTable> tables,
    List<FailureKind> failures,
    List<String> footnotes) {

  private static final String WHOLE =
      "No output was timed: Gatling's log alone, and answers that come whole, have no token times.";
  private static final String NO_ROOM = "There was no room for it beside the other runs.";
  private static final String NO_SUCCESS = "No request succeeded.";

  public PageRun {
    times = List.copyOf(times);
    seen = List.copyOf(seen);
    notes = Map.copyOf(notes);
    tables = List.copyOf(tables);
    failures = List.copyOf(failures);
    footnotes = List.copyOf(footnotes);
  }

  /** Points that a line over time may have where this many runs share a page. */
  public static int buckets(int runs) {
    return PageCaps.buckets(runs);
  }

  /** The same with other links. */
  public PageRun with(PageHead other) {
    return with(name, other);
  }

  /** The same under another name. */
  public PageRun named(String other) {
    return with(other, head);
  }

  private PageRun with(String otherName, PageHead otherHead) {
    return new PageRun(
        otherName, otherHead, outcome, times, seen, rates, notes, goodput, charts, ours, tables,
        failures, footnotes);
  }

  /** As much of it as these let through. */
  PageData.Run data(PageCaps caps) {
    Optional<OverTime> over = charts.overTime();
    Optional<PageData.Scatter> scatter =
        caps.points() == 0
            ? Optional.empty()
            : charts.scatter(caps.points()).map(ChartData::scatter);
    Waterfall waterfall = charts.waterfall(caps.rows());
    boolean drawn = !waterfall.rows().isEmpty();
    Optional<ConversationRows> talks = charts.conversations(caps.turns());
    boolean talked = talks.isPresent() && !talks.get().rows().isEmpty();
    return new PageData.Run(
        name,
        head,
        verdict(),
        Cards.of(times, seen, notes, rates, goodput),
        over.map(ChartData::lines).orElse(null),
        times.stream().map(time -> ChartData.histogram(time, caps.classes())).toList(),
        scatter.orElse(null),
        drawn ? ChartData.timeline(waterfall, ours) : null,
        talked ? ConversationData.rows(talks.get()) : null,
        charts.ttftByTurn().map(ConversationData::byTurn).orElse(null),
        tables.stream().filter(table -> caps.allTables() || table.chosen()).toList(),
        FailureData.of(failures, caps),
        footnotes,
        new PageData.Missing(
            over.isPresent() ? null : "No request is finished.",
            times.isEmpty() ? NO_SUCCESS : null,
            scatter.isPresent() ? null : caps.points() == 0 ? NO_ROOM : noScatter(),
            drawn ? null : waterfall.of() == 0 ? "There is no request." : NO_ROOM,
            talks.isPresent() && !talked ? NO_ROOM : null));
  }

  private String noScatter() {
    return rates.succeeded() == 0 ? NO_SUCCESS : WHOLE;
  }

  private PageData.Verdict verdict() {
    List<PageData.Limit> limits = outcome.slos().stream().map(PageRun::limit).toList();
    String state = outcome.isFailure() ? "failed" : limits.isEmpty() ? "none" : "passed";
    return new PageData.Verdict(
        state,
        outcome.line() + "." + said(),
        limits,
        outcome.doubts().stream().map(PageData.Doubted::of).toList());
  }

  /** Why nothing succeeded, in the server's words. */
  private String said() {
    return outcome.anySuccess()
        ? ""
        : FailureKind.mostOften(failures).map(kind -> " " + kind.sentence()).orElse("");
  }

  private static PageData.Limit limit(SloResult slo) {
    return new PageData.Limit(
        slo.slo().text(), slo.limitText(), slo.measuredText(), slo.margin(), slo.kept());
  }
}
