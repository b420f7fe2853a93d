package llmbench.report.vllm;

import java.util.ArrayList;
import java.util.List;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.server.DiffusionDecoding;
import llmbench.metrics.server.SpeculativeDecoding;
import llmbench.metrics.vllm.Metric;
import llmbench.metrics.vllm.VllmExtras;
import llmbench.metrics.vllm.VllmFigures;

/**
 * What the block of {@code vllm bench serve} says, row by row. Source: the end of {@code
 * benchmark()} in {@code vllm/benchmarks/serve.py} of vLLM 0.11.0, 0.32.0 and 0.33.0.
 */
public final class VllmRows {

  private final List<Section> sections = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  private VllmRows() {}

  /**
   * A part of the block.
   *
   * @param heading above it
   */
  public record Section(String heading, List<Row> rows) {

    public Section {
      rows = List.copyOf(rows);
    }
  }

  /**
   * A figure.
   *
   * @param label with its unit, without the colon after it
   * @param value as it is printed; empty where the rows below it have the values
   */
  public record Row(String label, String value) {}

  /** The sections that these settings ask for, in their order. */
  public static List<Section> of(VllmFigures figures, VllmReportSettings settings) {
    VllmRows block = new VllmRows();
    block.totals(figures, settings);
    VllmExtras extras = figures.extras();
    if (!settings.is011()) {
      extras.probes().ifPresent(block::probes);
    }
    for (Metric metric : settings.metrics()) {
      block.section(metric, figures, settings);
    }
    if (!settings.is011() && extras.diffusion().isPresent()) {
      block.diffusion(extras.diffusion().get(), figures);
    } else if (!settings.is011()) {
      extras.speculative().ifPresent(block::speculative);
    }
    return List.copyOf(block.sections);
  }

  private void totals(VllmFigures figures, VllmReportSettings settings) {
    row("Successful requests", figures.completed());
    if (!settings.is011()) {
      row("Failed requests", figures.failed());
    }
    settings.maxConcurrency().ifPresent(users -> row("Maximum request concurrency", users));
    if (!Double.isInfinite(settings.requestRate())) {
      row("Request rate configured (RPS)", settings.requestRate());
    }
    row("Benchmark duration (s)", figures.durationSeconds());
    row("Total input tokens", figures.inputTokens());
    if (settings.isPooling()) {
      pooled(figures, settings);
    } else {
      generated(figures, settings);
    }
    if (settings.hasTokenizer()) {
      row(
          settings.is011() ? "Total Token throughput (tok/s)" : "Total token throughput (tok/s)",
          figures.totalThroughput());
    }
    end(" Serving Benchmark Result ");
  }

  private void pooled(VllmFigures figures, VllmReportSettings settings) {
    row("Request throughput (req/s)", figures.requestThroughput());
    if (!settings.is011()) {
      row("Input throughput (inputs/s)", figures.inputThroughput());
    }
  }

  private void generated(VllmFigures figures, VllmReportSettings settings) {
    if (settings.hasTokenizer()) {
      row("Total generated tokens", figures.outputTokens());
    }
    row("Request throughput (req/s)", figures.requestThroughput());
    figures.requestGoodput().ifPresent(rate -> row("Request goodput (req/s)", rate));
    if (settings.hasTokenizer()) {
      row("Output token throughput (tok/s)", figures.outputThroughput());
      row("Peak output token throughput (tok/s)", (double) figures.peakOutputTokensPerSecond());
    }
    row("Peak concurrent requests", (double) figures.peakConcurrentRequests());
    if (!settings.is011() && figures.realTimeFactor() > 0) {
      row("RTFx (Inverse Real-Time Factor)", figures.realTimeFactor());
    }
  }

  private void probes(VllmExtras.Probes probes) {
    row("Probe requests completed", probes.completed());
    row("Probe requests failed", probes.failed());
    row("Median probe E2EL (ms)", probes.medianMillis());
    row("P99 probe E2EL (ms)", probes.p99Millis());
    row("Max probe E2EL (ms)", probes.maxMillis());
    end("Probe Requests");
  }

  private void speculative(SpeculativeDecoding all) {
    row("Acceptance rate (%)", all.acceptancePercent());
    row("Acceptance length", all.acceptanceLength());
    row("Drafts", all.drafts());
    row("Draft tokens", all.draftTokens());
    row("Accepted tokens", all.acceptedTokens());
    if (!all.byPosition().isEmpty()) {
      rows.add(new Row("Per-position acceptance (%)", ""));
    }
    for (int i = 0; i < all.byPosition().size(); i++) {
      row("  Position " + i, all.byPosition().get(i) * 100);
    }
    end("Speculative Decoding");
  }

  private void diffusion(DiffusionDecoding all, VllmFigures figures) {
    row("Committed throughput (tok/s)", figures.committedThroughput());
    row("Denoising steps per canvas", all.stepsPerCanvas());
    row("Committed per denoising step", all.committedPerStep());
    row("Committed tokens", all.committedTokens());
    row("Denoising steps", (long) all.denoisingSteps());
    row("Canvas positions evaluated", all.canvasPositions());
    end("Diffusion Decoding");
  }

  private void section(Metric metric, VllmFigures figures, VllmReportSettings settings) {
    Distribution spread = metric.of(figures);
    row("Mean " + metric.label() + " (ms)", spread.mean());
    row("Median " + metric.label() + " (ms)", spread.median());
    for (double percent : settings.percentiles()) {
      String word = PythonFloat.percentWord(percent);
      row("P" + word + " " + metric.label() + " (ms)", spread.percentile(percent));
    }
    end(metric.heading());
  }

  private void end(String heading) {
    sections.add(new Section(heading, rows));
    rows.clear();
  }

  private void row(String label, long count) {
    rows.add(new Row(label, Long.toString(count)));
  }

  private void row(String label, double value) {
    rows.add(new Row(label, PythonFloat.fixed2(value)));
  }
}
