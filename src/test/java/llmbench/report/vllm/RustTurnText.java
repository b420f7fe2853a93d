package llmbench.report.vllm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import llmbench.metrics.conversations.RustTurnFigures;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.vllm.Metric;
import llmbench.metrics.vllm.VllmFigures;

/**
 * The "Multi-Turn Benchmark Result" block of vLLM's Rust client, every character: all turns, then
 * the first turns of all conversations, the second ones and so on.
 *
 * <p>Source: {@code print_multi_turn_results} in {@code rust/src/bench/src/output/console.rs}.
 */
public final class RustTurnText {

  private static final int WIDTH = 60;
  private static final int LABEL_WIDTH = 45;
  private static final int METRIC_LABEL_WIDTH = 40;
  private static final int VALUE_WIDTH = 10;
  private static final double ALWAYS = 90;

  private RustTurnText() {}

  /**
   * What was asked for, as the block names it.
   *
   * @param turns of a conversation
   * @param atOnce the most requests in flight
   * @param delayMillis between an answer and the next turn
   * @param percentiles of each latency; the 90th comes behind them where it isn't among them
   */
  public record Asked(int turns, int atOnce, int delayMillis, List<Double> percentiles) {

    public Asked {
      List<Double> all = new ArrayList<>(percentiles);
      if (!all.contains(ALWAYS)) {
        all.add(ALWAYS);
      }
      percentiles = List.copyOf(all);
    }
  }

  /**
   * How a latency is spread.
   *
   * @param label such as {@code TTFT}
   * @param percentiles in milliseconds, by their names such as {@code P99}
   */
  record Spread(
      String heading,
      String label,
      double meanMillis,
      double medianMillis,
      Map<String, Double> percentiles) {}

  /** The figures of all turns, or of those with one number. */
  record Group(
      int completed, int failed, long input, long output, double seconds, List<Spread> spreads) {

    static Group of(VllmFigures figures, double seconds, List<Double> percentiles) {
      List<Spread> spreads = new ArrayList<>();
      for (Metric metric : Metric.VLLM) {
        spreads.add(spread(metric, metric.of(figures), percentiles));
      }
      return new Group(
          figures.completed(),
          figures.failed(),
          figures.inputTokens(),
          figures.outputTokens(),
          seconds,
          spreads);
    }

    private static Spread spread(Metric metric, Distribution values, List<Double> percentiles) {
      Map<String, Double> named = new java.util.LinkedHashMap<>();
      percentiles.forEach(each -> named.put(name(each), values.percentile(each)));
      return new Spread(metric.heading(), metric.label(), values.mean(), values.median(), named);
    }
  }

  /** The block, with a line feed after each line. */
  public static String of(RustTurnFigures figures, Asked asked) {
    double seconds = figures.all().durationSeconds();
    List<Group> groups = new ArrayList<>();
    for (VllmFigures each : figures.byTurn()) {
      groups.add(Group.of(each, seconds, asked.percentiles()));
    }
    return of(figures, asked, Group.of(figures.all(), seconds, asked.percentiles()), groups);
  }

  static String of(RustTurnFigures figures, Asked asked, Group all, List<Group> byTurn) {
    StringBuilder text = new StringBuilder(heading(" Multi-Turn Benchmark Result ", '='));
    int conversations = figures.completed() + figures.failed();
    text.append(line("Conversations completed/total", figures.completed() + "/" + conversations));
    text.append(line("Turns per conversation (configured)", "" + asked.turns()));
    text.append(line("Avg turns completed", number("%.1f", figures.meanTurns())));
    text.append(line("Avg conversation duration (ms)", number("%.0f", figures.meanMillis())));
    text.append(line("Concurrency", "" + asked.atOnce()));
    text.append(line("Inter-turn delay (ms)", "" + asked.delayMillis()));
    text.append(line("Benchmark duration (s)", number("%.2f", all.seconds())));
    text.append(heading(" Overall (All Turns) ", '-')).append(block(all));
    for (int i = 0; i < byTurn.size(); i++) {
      Group turn = byTurn.get(i);
      int samples = turn.completed() + turn.failed();
      text.append(heading(" Turn " + (i + 1) + " (" + samples + " samples) ", '-'));
      text.append(block(turn));
    }
    return text.append(heading("", '=')).toString();
  }

  private static String block(Group group) {
    StringBuilder text = new StringBuilder();
    text.append(value("Successful requests", "" + group.completed()));
    text.append(value("Failed requests", "" + group.failed()));
    text.append(value("Total input tokens", "" + group.input()));
    text.append(value("Total generated tokens", "" + group.output()));
    double seconds = group.seconds();
    text.append(perSecond("Request throughput (req/s)", group.completed() / seconds));
    text.append(perSecond("Input token throughput (tok/s)", group.input() / seconds));
    text.append(perSecond("Output token throughput (tok/s)", group.output() / seconds));
    long both = group.input() + group.output();
    text.append(perSecond("Total token throughput (tok/s)", both / seconds));
    for (Spread spread : group.spreads()) {
      text.append(heading(spread.heading(), '-'));
      text.append(millis("Mean " + spread.label(), spread.meanMillis()));
      text.append(millis("Median " + spread.label(), spread.medianMillis()));
      spread
          .percentiles()
          .forEach((name, value) -> text.append(millis(name + " " + spread.label(), value)));
    }
    return text.toString();
  }

  private static String line(String label, String value) {
    return padded(label + ":", LABEL_WIDTH) + " " + value + "\n";
  }

  private static String value(String label, String value) {
    return line(label, padded(value, VALUE_WIDTH));
  }

  private static String perSecond(String label, double value) {
    return value(label, number("%.2f", value));
  }

  private static String millis(String label, double value) {
    return padded(label + " (ms):", METRIC_LABEL_WIDTH)
        + " "
        + padded(number("%.2f", value), VALUE_WIDTH)
        + "\n";
  }

  private static String name(double percentile) {
    return "P" + (percentile == Math.rint(percentile) ? "" + (long) percentile : "" + percentile);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** Centred; what can't be halved stands on the right. */
  private static String heading(String words, char fill) {
    String filler = String.valueOf(fill);
    int left = (WIDTH - words.length()) / 2;
    return filler.repeat(left) + words + filler.repeat(WIDTH - words.length() - left) + "\n";
  }

  private static String padded(String words, int width) {
    return words + " ".repeat(Math.max(0, width - words.length()));
  }
}
