package llmbench.reporting;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import llmbench.report.shards.ShardFigures;
import llmbench.report.verdict.VerdictJson;

/** What the run comes to, for scripts. */
final class VerdictFormat implements ReportFormat {

  @Override
  public String name() {
    return "verdict";
  }

  @Override
  public void write(FormatSource from, Writer out) throws IOException {
    out.write(VerdictJson.of(from.parts().outcome(), from.input().shards().map(ShardFigures::of)));
  }

  @Override
  public List<OutputFile> files(FormatSource from) {
    return from.isOurs() ? file(from, VerdictJson.FILE) : List.of();
  }
}
