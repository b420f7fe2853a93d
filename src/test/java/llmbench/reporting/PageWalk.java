package llmbench.reporting;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.metrics.charts.RunCharts;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.request.Collector;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.metrics.vllm.VllmExtras;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.ToolVersion;
import llmbench.report.conversations.ConversationTable;
import llmbench.report.evalscope.EvalscopeRun;
import llmbench.report.html.PageTable;
import llmbench.report.html.ScheduleTable;
import llmbench.report.limits.LimitsTable;
import llmbench.report.server.ServerRows;
import llmbench.report.shards.ShardTable;
import llmbench.report.targets.TargetTable;
import llmbench.report.vllm.VllmReportSettings;

/**
 * What a page needs of each request: the charts, and the figures by every version that the report
 * itself has not made. From one walk over the requests.
 *
 * @param charts of the requests
 * @param tables by each definition, the true ones last
 */
record PageWalk(RunCharts charts, List<PageTable> tables) {

  /** The walk over what was read. */
  static PageWalk over(ReportParts parts, int mostBuckets) {
    ReportInput input = parts.input();
    Figures figures = new Figures(parts);
    // A tool's result holds times, not messages: there is no other way to read them.
    if (!input.runs().isEmpty() && !input.isLogOnly() && !input.isOwnSimulation()) {
      figures.collectOthers();
    }
    RunCharts charts = RunCharts.of(input.drawn(), mostBuckets, figures.collectors());
    List<PageTable> tables = new ArrayList<>();
    if (!parts.named().isEmpty()) {
      Map<String, VllmFigures> named = new LinkedHashMap<>();
      parts.named().forEach(each -> named.put(each.name(), each.figures()));
      tables.add(PageTable.byName(named));
    }
    if (!input.isLogOnly()) {
      tables.addAll(figures.tables());
    }
    return new PageWalk(charts, tables);
  }

  /** The figures by each definition. */
  private static final class Figures {

    private final ReportParts parts;
    private final ReportInput input;
    private final String backend;
    private final Map<VllmDialect, VllmFigures> vllm = new EnumMap<>(VllmDialect.class);
    private final Map<EvalscopeDialect, EvalscopeFigures> evalscope =
        new EnumMap<>(EvalscopeDialect.class);
    private final Map<VllmDialect, Collector<VllmFigures>> moreVllm =
        new EnumMap<>(VllmDialect.class);
    private final Map<EvalscopeDialect, Collector<EvalscopeFigures>> moreEvalscope =
        new EnumMap<>(EvalscopeDialect.class);

    Figures(ReportParts parts) {
      this.parts = parts;
      input = parts.input();
      backend = input.options().target().backend();
      // A simulation has no tool, and one kind of figures.
      vllm.put(input.dialect(), input.isOwnSimulation() ? input.strictFigures() : input.figures());
      parts
          .evalscope()
          .map(EvalscopeReport::figures)
          .ifPresent(figures -> evalscope.put(figures.dialect(), figures));
    }

    void collectOthers() {
      for (ToolVersion compat : ToolVersion.values()) {
        if (compat.tool() == ToolVersion.Tool.EVALSCOPE) {
          EvalscopeDialect dialect = Dialects.evalscope(compat, backend);
          if (!evalscope.containsKey(dialect)) {
            moreEvalscope.put(dialect, EvalscopeReport.collector(input, dialect));
          }
        } else {
          VllmDialect dialect = Dialects.vllm(compat, backend);
          if (!vllm.containsKey(dialect)) {
            moreVllm.put(dialect, collector(dialect));
          }
        }
      }
    }

    private Collector<VllmFigures> collector(VllmDialect dialect) {
      return VllmFigures.collector(
          input.records(),
          dialect,
          input.judge(dialect.ownRule()),
          input.tokenCounter(),
          RunClocks.measured(input.runs()),
          input.goodput());
    }

    List<Collector<?>> collectors() {
      return Stream.<Collector<?>>concat(
              moreVllm.values().stream(), moreEvalscope.values().stream())
          .toList();
    }

    private Optional<PageTable> server() {
      return parts
          .server()
          .flatMap(server -> parts.seen().map(seen -> ServerRows.of(server, seen)))
          .map(PageTable::ofServer);
    }

    /** Once all requests were walked over. */
    List<PageTable> tables() {
      VllmExtras extras = input.figures().extras();
      moreVllm.forEach((dialect, collector) -> vllm.put(dialect, collector.figures().with(extras)));
      moreEvalscope.forEach((dialect, collector) -> evalscope.put(dialect, collector.figures()));
      List<PageTable> tables = new ArrayList<>();
      ToolVersion chosen = input.settings().compat();
      EvalscopeRun run = EvalscopeRun.of(input.options().load());
      for (ToolVersion compat : ToolVersion.values()) {
        if (input.isOwnSimulation() && !compat.isSameAs(chosen)) {
          continue;
        }
        boolean own = compat.isSameAs(chosen) && parts.named().isEmpty();
        VllmReportSettings settings = input.settings().whole(compat);
        VllmFigures byVllm = vllm.get(Dialects.vllm(compat, backend));
        EvalscopeFigures byEvalscope = evalscope.get(Dialects.evalscope(compat, backend));
        if (compat.tool() == ToolVersion.Tool.VLLM && byVllm != null) {
          tables.add(PageTable.of(byVllm, settings, own));
        } else if (compat.tool() == ToolVersion.Tool.EVALSCOPE && byEvalscope != null) {
          tables.addAll(PageTable.of(byEvalscope, compat.label(), run, own));
        }
      }
      if (!parts.targets().isEmpty()) {
        tables.add(PageTable.of(TargetTable.of(parts.targets())));
      }
      parts.seen().map(PageTable::of).ifPresent(tables::add);
      parts.conversations().map(ConversationTable::of).map(PageTable::of).ifPresent(tables::addAll);
      LimitsTable limits = LimitsTable.of(parts.windows().limits());
      if (!limits.rows().isEmpty()) {
        tables.add(PageTable.of(limits));
      }
      if (parts.departures().planned() > 0) {
        parts.seen().map(seen -> ScheduleTable.of(parts.departures(), seen)).ifPresent(tables::add);
      }
      server().ifPresent(tables::add);
      input.shards().map(ShardTable::of).map(PageTable::of).ifPresent(tables::add);
      return tables;
    }
  }
}
