package llmbench.reporting;

import java.util.List;
import java.util.Locale;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.timeline.Printable;

/**
 * What the console says of somebody's own simulation: its model calls, all of them and by name. No
 * tool's block, which would speak of a benchmark.
 */
final class SimulationText {

  private static final String NONE = "–";
  private static final int MAX_NAME_CHARS = 30;

  private SimulationText() {}

  static String of(ReportParts parts) {
    ReportInput input = parts.input();
    VllmFigures figures = input.strictFigures();
    StringBuilder text = new StringBuilder();
    if (input.isLogOnly()) {
      text.append(LogOnlyText.of(input));
    } else {
      text.append("=================== Model calls ==================\n");
      text.append(line("Successful requests:", String.valueOf(figures.completed())));
      text.append(line("Failed requests:", String.valueOf(figures.failed())));
      if (figures.e2el().size() > 0) {
        all(parts, figures, text);
      }
    }
    byName(parts.named(), text);
    return text + (input.isLogOnly() ? "" : "==================================================\n");
  }

  private static void all(ReportParts parts, VllmFigures figures, StringBuilder text) {
    text.append(line("Duration (s):", number(figures.durationSeconds())));
    text.append(line("Requests per second:", number(figures.requestThroughput())));
    text.append(line("Input tokens:", String.valueOf(figures.inputTokens())));
    text.append(line("Output tokens:", String.valueOf(figures.outputTokens())));
    text.append(line("Output tokens per second:", number(figures.outputThroughput())));
    parts
        .seen()
        .ifPresent(
            seen ->
                text.append(
                    line("Peak requests in flight:", String.valueOf(seen.peakConcurrency()))));
    text.append("------------ Mean / median / P99 (ms) ------------\n");
    int answers = figures.e2el().size();
    int streams = figures.ttft().size();
    if (answers > figures.completed()) {
      text.append(count("Too slow for a check, in these times:", answers - figures.completed()));
    }
    if (answers > streams) {
      text.append(count("Came whole, in E2EL alone:", answers - streams));
    }
    text.append(spread("Time to first token (TTFT):", figures.ttft()));
    text.append(spread("Time per output token (TPOT):", figures.tpot()));
    text.append(spread("Inter-token latency (ITL):", figures.itl()));
    text.append(spread("End-to-end latency (E2EL):", figures.e2el()));
  }

  private static String spread(String label, Distribution millis) {
    return millis.size() == 0
        ? ""
        : line(
            label,
            number(millis.mean())
                + " / "
                + number(millis.median())
                + " / "
                + number(millis.percentile(99)));
  }

  private static void byName(List<NamedFigures> named, StringBuilder text) {
    if (named.isEmpty()) {
      return;
    }
    int wide = named.stream().mapToInt(each -> shown(each.name()).length()).max().orElse(0);
    String form = "%-" + Math.max(4, wide) + "s %8s %8s %19s %11s %19s%n";
    text.append("-------------------- By name ---------------------\n");
    text.append(
        String.format(
            Locale.ROOT,
            form,
            "",
            "ok",
            "failed",
            "TTFT median / P99",
            "TPOT median",
            "E2EL median / P99"));
    for (NamedFigures each : named) {
      VllmFigures figures = each.figures();
      text.append(
          String.format(
              Locale.ROOT,
              form,
              shown(each.name()),
              figures.completed(),
              figures.failed(),
              medianAndP99(figures.ttft()),
              figures.tpot().size() == 0 ? NONE : number(figures.tpot().median()),
              medianAndP99(figures.e2el())));
    }
  }

  private static String medianAndP99(Distribution millis) {
    return millis.size() == 0
        ? NONE
        : String.format(Locale.ROOT, "%.2f / %8.2f", millis.median(), millis.percentile(99));
  }

  private static String shown(String name) {
    String line = Printable.line(name);
    return line.length() > MAX_NAME_CHARS ? line.substring(0, MAX_NAME_CHARS - 1) + "…" : line;
  }

  private static String line(String label, String value) {
    return String.format(Locale.ROOT, "%-40s %-10s%n", label, value);
  }

  private static String count(String label, int requests) {
    return line(label, String.valueOf(requests));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
