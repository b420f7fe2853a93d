package llmbench.report.vllm;

import llmbench.metrics.vllm.VllmFigures;

/**
 * The "Serving Benchmark Result" block of {@code vllm bench serve}, every character. Source: the
 * end of {@code benchmark()} in {@code vllm/benchmarks/serve.py} of vLLM 0.11.0, 0.32.0 and 0.33.0.
 */
public final class VllmText {

  private static final int WIDTH = 50;
  private static final int LABEL_WIDTH = 40;
  private static final int VALUE_WIDTH = 10;

  private VllmText() {}

  /** The block, with a line feed after each line. */
  public static String of(VllmFigures figures, VllmReportSettings settings) {
    StringBuilder text = new StringBuilder();
    for (VllmRows.Section section : VllmRows.of(figures, settings)) {
      text.append(heading(section.heading(), text.isEmpty() ? '=' : '-'));
      for (VllmRows.Row row : section.rows()) {
        text.append(line(row)).append('\n');
      }
    }
    return text.append(heading("", '=')).toString();
  }

  private static String line(VllmRows.Row row) {
    return row.value().isEmpty()
        ? row.label() + ":"
        : padded(row.label() + ":", LABEL_WIDTH) + " " + padded(row.value(), VALUE_WIDTH);
  }

  /** Centred; what can't be halved stands on the right, as in Python's {@code {:^50}}. */
  private static String heading(String words, char fill) {
    String filler = String.valueOf(fill);
    int left = Math.max(0, (WIDTH - words.length()) / 2);
    int right = Math.max(0, WIDTH - words.length() - left);
    return filler.repeat(left) + words + filler.repeat(right) + "\n";
  }

  private static String padded(String words, int width) {
    return words + " ".repeat(Math.max(0, width - words.length()));
  }
}
