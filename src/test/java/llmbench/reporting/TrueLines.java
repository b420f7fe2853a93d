package llmbench.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.observed.Connecting;
import llmbench.metrics.observed.Departures;
import llmbench.metrics.observed.FirstAnswer;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.vllm.VllmFigures;

/**
 * The true figures that a reader of the tool's block doesn't know from it: those that are more than
 * a hundredth off what it shows. Files and page have them all.
 *
 * @param peak requests in flight, as the block has it
 * @param ttft as the block has it; empty where it has none
 * @param itl likewise
 * @param toMillis factor from the unit of its times
 * @param inputTokens of all successful requests, as the block has them
 */
record TrueLines(
    double peak,
    Optional<Distribution> ttft,
    Optional<Distribution> itl,
    double toMillis,
    double inputTokens) {

  /** Less is no news. */
  private static final double NEWS = 0.01;

  private static final double MILLIS_PER_SECOND = 1000;

  /** Beside vLLM bench's block. */
  static TrueLines beside(ReportInput input) {
    VllmFigures figures = input.figures();
    return new TrueLines(
        figures.peakConcurrentRequests(),
        shown(input, "ttft", figures.ttft()),
        shown(input, "itl", figures.itl()),
        1,
        figures.inputTokens());
  }

  private static Optional<Distribution> shown(ReportInput input, String metric, Distribution of) {
    boolean named = input.settings().percentileMetrics().contains(metric);
    return named && input.settings().options().shown().percentiles().contains(99.0)
        ? Optional.of(of)
        : Optional.empty();
  }

  /** Beside evalscope's tables. */
  static TrueLines beside(EvalscopeReport tables) {
    EvalscopeFigures figures = tables.figures();
    return new TrueLines(
        tables.run().concurrency(),
        Optional.of(figures.spreads().ttft()),
        Optional.of(figures.spreads().itl()),
        MILLIS_PER_SECOND,
        figures.inputTokens() * figures.succeeded());
  }

  /** How late requests were sent that had times of their own; none otherwise. */
  static List<String> of(Departures departures) {
    List<String> lines = new ArrayList<>();
    if (departures.planned() > 0) {
      Distribution late = departures.late();
      lines.add(
          line(
              "Sent late, mean / P50 / P99 / max (ms):",
              number(late.mean()) + " / " + spread(late) + " / " + number(late.max())));
    }
    if (departures.waited().size() > 0) {
      lines.add(line("Waited for room, median / P99 (ms):", spread(departures.waited())));
      lines.add(line("E2EL with that, median / P99 (ms):", spread(departures.e2el())));
    }
    return lines;
  }

  /** The lines that say something new. */
  List<String> of(TrueFigures seen) {
    List<String> lines = new ArrayList<>();
    if (isNews(peak, (double) seen.peakConcurrency())) {
      lines.add(line("Peak requests in flight:", String.valueOf(seen.peakConcurrency())));
    }
    if (seen.ttft().size() > 0) {
      if (isNews(ttft, seen.ttft())) {
        lines.add(line("To the first output, median / P99 (ms):", spread(seen.ttft())));
      }
      if (isNews(itl, seen.itl())) {
        lines.add(line("Between outputs, median / P99 (ms):", spread(seen.itl())));
      }
      if (isNews(1, seen.chunksPerToken())) {
        lines.add(line("Output chunks per token:", number(seen.chunksPerToken())));
      }
    } else {
      lines.add(line("To the last byte, median / P99 (ms):", spread(seen.e2el())));
    }
    firstAnswer(seen.firstAnswer(), lines);
    connecting(seen, lines);
    if (seen.datasetInputTokens() > 0 && isNews(inputTokens, (double) seen.datasetInputTokens())) {
      lines.add(line("Input tokens without template:", String.valueOf(seen.datasetInputTokens())));
    }
    return lines;
  }

  private static void firstAnswer(FirstAnswer first, List<String> lines) {
    if (first.requests() > 0) {
      lines.add(line("Requests that thought first:", String.valueOf(first.requests())));
      if (first.millis().size() > 0) {
        lines.add(line("To the answer, median / P99 (ms):", spread(first.millis())));
      }
      if (first.unanswered() > 0) {
        lines.add(line("of these unanswered:", String.valueOf(first.unanswered())));
      }
    }
  }

  private static void connecting(TrueFigures seen, List<String> lines) {
    Connecting connecting = seen.connecting();
    if (connecting.requests() > 0) {
      lines.add(line("Requests that had to connect:", String.valueOf(connecting.requests())));
      lines.add(line("To connect, median / P99 (ms):", spread(connecting.times())));
      if (isNews(seen.ttft(), connecting.ttft(), 1)) {
        lines.add(line("First output without that (ms):", spread(connecting.ttft())));
      }
    }
  }

  private boolean isNews(Optional<Distribution> block, Distribution seen) {
    return block.isEmpty() || isNews(block.get(), seen, toMillis);
  }

  private static boolean isNews(Distribution known, Distribution seen, double toMillis) {
    return isNews(toMillis * known.median(), seen.median())
        || isNews(toMillis * known.percentile(99), seen.percentile(99));
  }

  private static boolean isNews(double block, double seen) {
    return !(Math.abs(block - seen) <= NEWS * Math.abs(seen));
  }

  private static String line(String label, String value) {
    return String.format(Locale.ROOT, "%-40s %-10s%n", label, value);
  }

  private static String spread(Distribution millis) {
    return number(millis.median()) + " / " + number(millis.percentile(99));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
