package llmbench.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.metrics.windows.Phases;
import llmbench.metrics.windows.SteadyFigures;
import llmbench.metrics.windows.Windows;
import llmbench.timeline.Counted;

/**
 * The steady part of a run beside the whole, by each tool's definition of it: a run begins with a
 * wave that meets an empty server, and ends with ever fewer requests in flight. Only where a part
 * is more than a hundredth off the whole: else it is no news.
 */
final class SteadyLines {

  private static final double NEWS = 0.01;

  /** So many requests for each that is in flight: of fewer, beginning and end are most of it. */
  private static final int LEAST_WAVES = 5;

  private SteadyLines() {}

  /**
   * A line for each definition, behind a heading and one for the whole, and one for how the run
   * begins and ends; none without news.
   *
   * @param peak how many requests were in flight at once
   */
  static List<String> of(VllmFigures whole, Windows windows, int peak) {
    List<SteadyFigures> parts = windows.steady();
    if (whole.completed() < LEAST_WAVES * peak
        || parts.stream().noneMatch(part -> isNews(whole, part))) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-38s %5s %9s %8s %7s%n",
            "Part of the run (median, ms)",
            "time",
            "tok/s",
            "TTFT",
            "TPOT"));
    lines.add(
        line(
            "all of it",
            1,
            whole.outputThroughput(),
            whole.ttft().median(),
            whole.tpot().median()));
    for (SteadyFigures part : parts) {
      lines.add(
          line(
              part.rule().words(),
              part.share(),
              part.outputThroughput(),
              part.ttft().median(),
              part.tpot().median()));
    }
    windows.phases().ifPresent(phases -> lines.add(ends(phases)));
    return lines;
  }

  private static String ends(Phases phases) {
    String later =
        phases.laterTtftMillis().isPresent()
            ? String.format(Locale.ROOT, "; then %.2f ms", phases.laterTtftMillis().getAsDouble())
            : "";
    return String.format(
        Locale.ROOT,
        "First wave: %s, mean TTFT %.2f ms%s; drain: %.2f s%n",
        Counted.of(phases.firstWave(), "request"),
        phases.firstTtftMillis(),
        later,
        phases.drain().seconds());
  }

  private static boolean isNews(VllmFigures whole, SteadyFigures part) {
    return Math.abs(part.outputThroughput() - whole.outputThroughput())
        > NEWS * whole.outputThroughput();
  }

  private static String line(
      String words, double share, double throughput, double ttft, double tpot) {
    return String.format(
        Locale.ROOT,
        "%-38s %3.0f %% %9.2f %8.2f %7.2f%n",
        words,
        100 * share,
        throughput,
        ttft,
        tpot);
  }
}
