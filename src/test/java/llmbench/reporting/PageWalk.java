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
import llmbench.options.ToolVersion.Tool;
import llmbench.report.conversations.ConversationTable;
import llmbench.report.evalscope.EvalscopeRun;
import llmbench.report.html.PageTable;
import llmbench.report.html.ScheduleTable;
import llmbench.report.limits.LimitsTable;
import llmbench.report.server.ServerRows;
import llmbench.report.shards.ShardTable;
import llmbench.report.targets.TargetTable;

/**
 * What a page needs of each request: the charts, and the figures by every version that the report
 * itself has not made. From one walk over the requests; from one for each tool where there are so
 * many that the numbers of all versions would be most of the memory.
 *
 * @param charts of the requests
 * @param tables by each definition, the true ones last
 */
record PageWalk(RunCharts charts, List<PageTable> tables) {

  /** A version's figures hold some 40 bytes of each request until its tables are made. */
  private static final int MANY_REQUESTS = 300_000;

  /** The walk over what was read. */
  static PageWalk over(ReportParts parts, int mostBuckets) {
    return over(parts, mostBuckets, MANY_REQUESTS);
  }

  /**
   * The same.
   *
   * @param many of more requests than this each tool's versions have a walk of their own
   */
  static PageWalk over(ReportParts parts, int mostBuckets, int many) {
    ReportInput input = parts.input();
    Figures figures = new Figures(parts);
    // A tool's result holds times, not messages: there is no other way to read them.
    if (!input.runs().isEmpty() && !input.isLogOnly() && !input.isOwnSimulation()) {
      figures.collectOthers();
    }
    boolean apart = input.records().size() > many;
    RunCharts charts =
        RunCharts.of(
            input.drawn(), mostBuckets, apart ? figures.collectors(Tool.VLLM) : figures.all());
    List<PageTable> byVersion = new ArrayList<>(figures.tables(Tool.VLLM));
    if (apart) {
      Collector.walk(input.records(), figures.collectors(Tool.EVALSCOPE));
    }
    byVersion.addAll(figures.tables(Tool.EVALSCOPE));
    List<PageTable> tables = new ArrayList<>();
    if (!parts.named().isEmpty()) {
      Map<String, VllmFigures> named = new LinkedHashMap<>();
      parts.named().forEach(each -> named.put(each.name(), each.figures()));
      tables.add(PageTable.byName(named));
    }
    if (!input.isLogOnly()) {
      tables.addAll(byVersion);
      tables.addAll(figures.besides());
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
        if (compat.tool() == Tool.EVALSCOPE) {
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

    List<? extends Collector<?>> collectors(Tool tool) {
      return List.copyOf(tool == Tool.VLLM ? moreVllm.values() : moreEvalscope.values());
    }

    List<Collector<?>> all() {
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

    /** Those of a tool's versions, once its requests were walked over; they let go of these. */
    List<PageTable> tables(Tool tool) {
      VllmExtras extras = input.figures().extras();
      if (tool == Tool.VLLM) {
        moreVllm.forEach((dialect, made) -> vllm.put(dialect, made.figures().with(extras)));
        moreVllm.clear();
      } else {
        moreEvalscope.forEach((dialect, made) -> evalscope.put(dialect, made.figures()));
        moreEvalscope.clear();
      }
      List<PageTable> tables =
          Stream.of(ToolVersion.values())
              .filter(compat -> compat.tool() == tool && isShown(compat))
              .flatMap(compat -> tables(compat).stream())
              .toList();
      (tool == Tool.VLLM ? vllm : evalscope).clear();
      return tables;
    }

    private boolean isShown(ToolVersion compat) {
      return !input.isOwnSimulation() || compat.isSameAs(input.settings().compat());
    }

    private List<PageTable> tables(ToolVersion compat) {
      boolean own = compat.isSameAs(input.settings().compat()) && parts.named().isEmpty();
      if (compat.tool() == Tool.VLLM) {
        VllmFigures figures = vllm.get(Dialects.vllm(compat, backend));
        return figures == null
            ? List.of()
            : List.of(PageTable.of(figures, input.settings().whole(compat), own));
      }
      EvalscopeFigures figures = evalscope.get(Dialects.evalscope(compat, backend));
      EvalscopeRun run = EvalscopeRun.of(input.options().load());
      return figures == null ? List.of() : PageTable.of(figures, compat.label(), run, own);
    }

    /** What is of no version. */
    List<PageTable> besides() {
      List<PageTable> tables = new ArrayList<>();
      if (!parts.targets().isEmpty()) {
        tables.add(PageTable.of(TargetTable.of(parts.targets())));
      }
      parts.seen().map(PageTable::of).ifPresent(tables::add);
      parts
          .conversations()
          .map(turns -> ConversationTable.of(turns, parts.trueTurns()))
          .map(PageTable::of)
          .ifPresent(tables::addAll);
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
