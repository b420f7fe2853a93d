package llmbench.reporting;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.files.WholeFile;
import llmbench.metrics.request.RequestTimes;
import llmbench.options.recorded.ReportOptions;
import llmbench.report.plots.TimelinePage;
import llmbench.report.plots.TokensPicture;
import llmbench.report.vllm.ResultFile;

/** The plots of vLLM bench, which are written beside its result, whether that is written or not. */
final class ResultPlots {

  private static final double MILLIS = 1000;

  private final ReportOptions.Plots asked;
  private final List<RequestTimes> requests;

  /** Those that were asked for, of these requests. */
  ResultPlots(ReportOptions.Plots asked, List<RequestTimes> requests) {
    this.asked = asked;
    this.requests = requests;
  }

  /** Draws them; returns where each is, by what the tool calls it. */
  Map<String, Path> beside(ResultFile result) throws IOException {
    Map<String, Path> drawn = new LinkedHashMap<>();
    if (requests.isEmpty()) {
      return drawn;
    }
    if (asked.timeline()) {
      ResultFile file = result.beside(".timeline.html");
      List<Double> seconds = asked.thresholdsMillis().stream().map(ms -> ms / MILLIS).toList();
      TimelinePage page = new TimelinePage(requests, seconds);
      file.write((directory, name) -> WholeFile.write(directory, name, page::writeTo));
      drawn.put("Timeline plot saved to", file.path());
    }
    if (asked.tokens()) {
      ResultFile file = result.beside(".dataset_stats.png");
      drawPicture(file);
      drawn.put("Dataset statistics plot saved to", file.path());
    }
    return drawn;
  }

  private void drawPicture(ResultFile file) throws IOException {
    byte[] png;
    try {
      png = new TokensPicture(requests).png();
    } catch (LinkageError | InternalError | IllegalStateException e) {
      // The smallest Java images come without what writes letters.
      throw new IOException(
          file.path() + " can't be drawn: this Java has no fonts; install fontconfig and one font",
          e);
    }
    file.write((directory, name) -> WholeFile.write(directory, name, png));
  }
}
