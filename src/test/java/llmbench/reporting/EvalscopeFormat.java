package llmbench.reporting;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import llmbench.report.evalscope.EvalscopePercentileJson;
import llmbench.report.evalscope.EvalscopeSummaryJson;
import llmbench.report.evalscope.TraceSummary;

/** evalscope's tables, and its JSON files. */
final class EvalscopeFormat implements ReportFormat {

  @Override
  public String name() {
    return "evalscope";
  }

  @Override
  public void write(FormatSource from, Writer out) throws IOException {
    EvalscopeReport report =
        from.parts()
            .evalscope()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "evalscope's tables need the requests of one of our runs, token by"
                            + " token."));
    out.write(report.text());
  }

  @Override
  public List<OutputFile> files(FormatSource from) {
    return from.input().isOwnSimulation()
        ? List.of()
        : from.parts().evalscope().map(report -> files(from, report)).orElse(List.of());
  }

  private static List<OutputFile> files(FormatSource from, EvalscopeReport report) {
    List<OutputFile> files = new ArrayList<>();
    files.add(new OutputFile("evalscope.txt", out -> out.write(from.mark() + report.text())));
    files.add(
        new OutputFile(
            "evalscope_summary.json",
            out -> out.write(EvalscopeSummaryJson.of(report.figures(), report.run()) + "\n")));
    files.add(
        new OutputFile(
            "evalscope_percentile.json",
            out -> out.write(EvalscopePercentileJson.of(report.figures()) + "\n")));
    report
        .figures()
        .turns()
        .ifPresent(
            turns ->
                files.add(
                    new OutputFile(
                        "evalscope_trace_summary.json",
                        out -> out.write(TraceSummary.json(turns.traces()) + "\n"))));
    return List.copyOf(files);
  }
}
