package llmbench.reporting;

import java.util.Locale;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.vllm.VllmFigures;

/** What Gatling's log alone tells of a run, where no token was timed. */
final class LogOnlyText {

  private LogOnlyText() {}

  static String of(ReportInput input) {
    VllmFigures figures = input.figures();
    TrueFigures seen = TrueFigures.of(input.records(), 0);
    return "=== From simulation.log alone (1 ms resolution) ==\n"
        + line("Successful requests:", String.valueOf(figures.completed()))
        + line("Failed requests:", String.valueOf(figures.failed()))
        + line("Duration (s):", number(figures.durationSeconds()))
        + line("Request throughput (req/s):", number(figures.requestThroughput()))
        + line("Peak concurrent requests:", String.valueOf(seen.peakConcurrency()))
        + spread("---------------Time to First Token----------------\n", "TTFT", input.logTtft())
        + spread("----------------End-to-end Latency----------------\n", "E2EL", seen.e2el())
        + "==================================================\n";
  }

  private static String spread(String heading, String label, Distribution millis) {
    if (millis.size() == 0) {
      return "";
    }
    return heading
        + line("Mean " + label + " (ms):", number(millis.mean()))
        + line("Median " + label + " (ms):", number(millis.median()))
        + line("P99 " + label + " (ms):", number(millis.percentile(99)));
  }

  private static String line(String label, String value) {
    return String.format(Locale.ROOT, "%-40s %-10s%n", label, value);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
