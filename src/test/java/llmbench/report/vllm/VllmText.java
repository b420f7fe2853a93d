package llmbench.report.vllm;

import llmbench.metrics.Distribution;
import llmbench.metrics.Metric;
import llmbench.metrics.VllmFigures;

/**
 * The "Serving Benchmark Result" block of {@code vllm bench serve}, every character. Source: the
 * end of {@code benchmark()} in {@code vllm/benchmarks/serve.py} of vLLM 0.11.0 and 0.32.0.
 */
public final class VllmText {

  private static final int WIDTH = 50;

  private final StringBuilder text = new StringBuilder();

  private VllmText() {}

  /** The block, with a line feed after each line. */
  public static String of(VllmFigures figures, VllmReportSettings settings) {
    VllmText block = new VllmText();
    block.totals(figures, settings);
    for (Metric metric : settings.metrics()) {
      block.section(metric, figures, settings);
    }
    block.heading("", '=');
    return block.text.toString();
  }

  private void totals(VllmFigures figures, VllmReportSettings settings) {
    heading(" Serving Benchmark Result ", '=');
    line("Successful requests:", figures.completed());
    if (!settings.is011()) {
      line("Failed requests:", figures.failed());
    }
    settings.maxConcurrency().ifPresent(users -> line("Maximum request concurrency:", users));
    if (!Double.isInfinite(settings.requestRate())) {
      line("Request rate configured (RPS):", settings.requestRate());
    }
    line("Benchmark duration (s):", figures.durationSeconds());
    line("Total input tokens:", figures.inputTokens());
    line("Total generated tokens:", figures.outputTokens());
    line("Request throughput (req/s):", figures.requestThroughput());
    figures.requestGoodput().ifPresent(rate -> line("Request goodput (req/s):", rate));
    line("Output token throughput (tok/s):", figures.outputThroughput());
    line("Peak output token throughput (tok/s):", (double) figures.peakOutputTokensPerSecond());
    line("Peak concurrent requests:", (double) figures.peakConcurrentRequests());
    line(
        settings.is011() ? "Total Token throughput (tok/s):" : "Total token throughput (tok/s):",
        figures.totalThroughput());
  }

  private void section(Metric metric, VllmFigures figures, VllmReportSettings settings) {
    Distribution spread = metric.of(figures);
    heading(metric.heading(), '-');
    line("Mean " + metric.label() + " (ms):", spread.mean());
    line("Median " + metric.label() + " (ms):", spread.median());
    for (double percent : settings.percentiles()) {
      String word = PythonFloat.percentWord(percent);
      line("P" + word + " " + metric.label() + " (ms):", spread.percentile(percent));
    }
  }

  /** Centred; what can't be halved stands on the right, as in Python's {@code {:^50}}. */
  private void heading(String words, char fill) {
    String filler = String.valueOf(fill);
    int left = Math.max(0, (WIDTH - words.length()) / 2);
    int right = Math.max(0, WIDTH - words.length() - left);
    text.append(filler.repeat(left)).append(words).append(filler.repeat(right)).append('\n');
  }

  private void line(String label, long count) {
    line(label, Long.toString(count));
  }

  private void line(String label, double value) {
    line(label, PythonFloat.fixed2(value));
  }

  private void line(String label, String value) {
    text.append(padded(label, 40)).append(' ').append(padded(value, 10)).append('\n');
  }

  private static String padded(String words, int width) {
    return words + " ".repeat(Math.max(0, width - words.length()));
  }
}
