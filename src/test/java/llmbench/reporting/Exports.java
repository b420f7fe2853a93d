package llmbench.reporting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import llmbench.comparison.Column;
import llmbench.comparison.Figure;
import llmbench.comparison.Meter;
import llmbench.comparison.PromptMaker;
import llmbench.comparison.RunColumns;
import llmbench.options.ToolVersion;
import llmbench.report.csv.RequestsCsv;
import llmbench.report.junit.JunitXml;
import llmbench.report.junit.TestedRun;
import llmbench.report.markdown.SummaryMarkdown;
import llmbench.report.prometheus.PrometheusText;
import llmbench.runlog.RunHead;
import llmbench.verdict.FailureKind;

/** A report as other tools read it: Jenkins, GitHub, a spreadsheet, Prometheus. */
final class Exports {

  private final ReportParts parts;
  private final ReportInput input;
  private final RunHead head;

  Exports(ReportParts parts) {
    this.parts = parts;
    input = parts.input();
    head = RunHead.of(input.options(), input.runs());
  }

  /** junit.xml. */
  String junit() {
    Map<String, String> properties = new LinkedHashMap<>();
    put(properties, "model", head.model());
    put(properties, "server", head.server());
    put(properties, "load", head.load());
    put(properties, "definitions", head.compat());
    put(properties, "started_at", head.startedAt());
    put(properties, "llm_bench", head.version());
    put(properties, "verdict", parts.outcome().line());
    return JunitXml.of(
        parts.outcome(),
        new TestedRun(
            head.label().isEmpty() ? lastPart(head.model()) : head.label(),
            input.strictFigures().completed(),
            input.strictFigures().failed(),
            input.strictFigures().durationSeconds(),
            input.options().limits().errors(),
            parts.failures().stream().map(kind -> kind.count() + " × " + kind.line()).toList(),
            isOurs(),
            properties));
  }

  private static void put(Map<String, String> properties, String name, String value) {
    if (!value.isEmpty()) {
      properties.put(name, value);
    }
  }

  /** Of a model's path or hub id what vLLM bench names its files by. */
  private static String lastPart(String model) {
    return model.substring(model.lastIndexOf('/') + 1);
  }

  /**
   * summary.md.
   *
   * @param files that lie beside it
   */
  String markdown(List<String> files) {
    boolean evalscope = input.settings().compat().tool() == ToolVersion.Tool.EVALSCOPE;
    RunColumns.Source source =
        new RunColumns.Source(
            head.compat(), Meter.OURS, PromptMaker.VLLM_0_32, OptionalInt.empty());
    Column own =
        evalscope && parts.evalscope().isPresent()
            ? RunColumns.of(source, parts.evalscope().get().figures())
            : RunColumns.of(source, input.figures(), input.dialect());
    if (input.isLogOnly()) {
      own = own.only(Figure.WITHOUT_TOKENS);
    }
    Optional<Column> seen =
        parts.seen().map(figures -> RunColumns.of(source, input.strictFigures(), figures));
    return new SummaryMarkdown(
            parts.outcome(),
            head,
            RunEnding.of(input.runs()),
            own,
            seen,
            input.strictFigures(),
            parts.failures(),
            input.options().command(),
            files)
        .text();
  }

  /**
   * requests.csv.
   *
   * @throws IllegalArgumentException where there are no requests of ours, token by token
   */
  OutputFile.Content csv() {
    if (!hasCsv()) {
      throw new IllegalArgumentException(
          "requests.csv needs the requests.jsonl of one of our runs: there is none.");
    }
    RequestsCsv csv = new RequestsCsv(input.drawn(), input.dialect(), input.goodput());
    return out -> csv.writeTo(out, input.tokenCounter());
  }

  /** Whether there is what it is made of. */
  boolean hasCsv() {
    return isOurs() && !input.isLogOnly();
  }

  /** metrics.prom. */
  String prometheus() {
    Map<String, Integer> failures = new LinkedHashMap<>();
    for (FailureKind kind : parts.failures()) {
      failures.merge(kind.kind(), kind.count(), Integer::sum);
    }
    return new PrometheusText(
            head,
            input.settings().compat().orNewestOf(ToolVersion.Tool.VLLM).label(),
            input.strictFigures(),
            parts.seen(),
            !input.isLogOnly(),
            failures,
            parts.outcome(),
            isOurs())
        .text();
  }

  private boolean isOurs() {
    return !input.runs().isEmpty();
  }
}
