package llmbench.reporting;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.comparison.Column;
import llmbench.comparison.Figure;
import llmbench.comparison.Load;
import llmbench.comparison.Meter;
import llmbench.comparison.PromptMaker;
import llmbench.comparison.RunColumns;
import llmbench.metrics.observed.Connecting;
import llmbench.metrics.observed.TrueFigures;
import llmbench.options.ToolVersion;
import llmbench.report.conversations.ConversationTable;
import llmbench.report.limits.LimitsTable;
import llmbench.report.markdown.SummaryMarkdown;
import llmbench.report.shards.ShardWords;
import llmbench.report.targets.TargetTable;
import llmbench.runlog.RunHead;

/** A summary for GitHub and others. */
final class MarkdownFormat implements ReportFormat {

  @Override
  public String name() {
    return "markdown";
  }

  @Override
  public void write(FormatSource from, Writer out) throws IOException {
    ReportParts parts = from.parts();
    ReportInput input = from.input();
    RunHead head = from.head();
    RunColumns.Source source =
        new RunColumns.Source(head.compat(), Meter.OURS, PromptMaker.VLLM_0_32, Load.UNKNOWN);
    Optional<Column> seen =
        parts.seen().map(figures -> RunColumns.of(source, input.strictFigures(), figures));
    out.write(
        new SummaryMarkdown(
                parts.outcome(),
                head,
                from.partial(),
                input.shards().map(ShardWords::line),
                own(parts, source),
                seen,
                parts.departures(),
                parts.seen().map(TrueFigures::connecting).orElse(Connecting.NONE),
                input.strictFigures(),
                LimitsTable.of(parts.windows().limits()),
                parts
                    .conversations()
                    .map(turns -> ConversationTable.shortly(turns, parts.trueTurns())),
                TargetTable.of(parts.targets()),
                parts.failures(),
                input.options().command(),
                Stream.concat(
                        from.fileNames().stream(),
                        from.directory().stream().flatMap(PageLinks::recorded))
                    .toList())
            .text());
  }

  @Override
  public List<OutputFile> files(FormatSource from) {
    return file(from, SummaryMarkdown.FILE);
  }

  /** The chosen tool's figures. */
  private static Column own(ReportParts parts, RunColumns.Source source) {
    ReportInput input = parts.input();
    boolean evalscope = input.options().compat().tool() == ToolVersion.Tool.EVALSCOPE;
    Column own =
        evalscope && parts.evalscope().isPresent()
            ? RunColumns.of(source, parts.evalscope().get().figures())
            : RunColumns.of(source, input.figures(), input.dialect());
    return input.isLogOnly() ? own.only(Figure.WITHOUT_TOKENS) : own;
  }
}
