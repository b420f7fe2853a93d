package llmbench.reporting;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.options.ToolVersion;
import llmbench.report.prometheus.PrometheusText;
import llmbench.verdict.FailureKind;

/** The figures for Prometheus. */
final class PrometheusFormat implements ReportFormat {

  @Override
  public String name() {
    return "prometheus";
  }

  @Override
  public void write(FormatSource from, Writer out) throws IOException {
    out.write(text(from).text());
  }

  /** The figures, before they are a text. */
  static PrometheusText text(FormatSource from) {
    ReportParts parts = from.parts();
    ReportInput input = from.input();
    Map<String, Integer> failures = new LinkedHashMap<>();
    for (FailureKind kind : parts.failures()) {
      failures.merge(kind.kind(), kind.count(), Integer::sum);
    }
    return new PrometheusText(
        from.head(),
        input.options().compat().orNewestOf(ToolVersion.Tool.VLLM).label(),
        from.level(),
        input.strictFigures(),
        parts.seen(),
        parts.departures(),
        parts.targets(),
        parts.conversations(),
        input.hasTokens(),
        failures,
        parts.outcome(),
        from.isOurs(),
        input.shards());
  }

  @Override
  public List<OutputFile> files(FormatSource from) {
    return file(from, PrometheusText.FILE);
  }
}
