package llmbench.report.conversations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.runlog.ServerTruth;
import llmbench.runlog.TrueTurns;

/**
 * What is told of turns that have something in common.
 *
 * @param title the heading
 * @param cell of a row
 */
record TurnColumn(String title, Function<TurnRow, String> cell) {

  private static final String NONE = "–";
  private static final double FAR_OUT = 99;

  /** Those that have anything to say of these rows, in their order. */
  static List<TurnColumn> of(List<TurnRow> rows) {
    List<TurnColumn> columns = new ArrayList<>();
    columns.add(new TurnColumn("Turns (median, ms)", TurnRow::words));
    columns.add(new TurnColumn("turns", row -> count(row.turns().requests())));
    if (rows.stream().anyMatch(row -> row.turns().failed() > 0)) {
      columns.add(
          new TurnColumn("failed", row -> row.hasFailures() ? count(row.turns().failed()) : NONE));
    }
    if (rows.stream().anyMatch(row -> row.turns().good().isPresent())) {
      columns.add(
          new TurnColumn(
              "good", row -> row.hasFailures() ? percent(row.turns().goodPercent(), 1) : NONE));
    }
    columns.add(new TurnColumn("prompt", row -> median(row.turns().promptTokens(), 0)));
    columns.add(new TurnColumn("cached", row -> percent(row.turns().cachedPercent(), 0)));
    columns.add(of("TTFT", LatencyMetric.TTFT));
    columns.add(new TurnColumn("TTFT P99", row -> farOut(row.turns().of(LatencyMetric.TTFT))));
    columns.add(of("TPOT", LatencyMetric.TPOT));
    columns.add(of("E2EL", LatencyMetric.E2EL));
    if (rows.stream().anyMatch(row -> row.server().isPresent())) {
      columns.add(ofServer("server: turns", group -> count(group.requests())));
      columns.add(ofServer("cached there", group -> percent(group.cachedPercent(), 0)));
      columns.add(ofServer("TTFT there", group -> millis(group, ServerTruth.Millis::median)));
      columns.add(ofServer("its P99", group -> millis(group, ServerTruth.Millis::p99)));
    }
    return columns;
  }

  private static TurnColumn of(String title, LatencyMetric metric) {
    return new TurnColumn(title, row -> median(row.turns().of(metric), 2));
  }

  private static TurnColumn ofServer(String title, Function<TrueTurns.Group, String> cell) {
    return new TurnColumn(title, row -> row.server().map(cell).orElse(NONE));
  }

  /** The text in this column. */
  String cell(TurnRow row) {
    return cell.apply(row);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String percent(OptionalDouble percent, int decimals) {
    return percent.isPresent() ? number(percent.getAsDouble(), decimals) + " %" : NONE;
  }

  private static String median(Distribution spread, int decimals) {
    return spread.size() == 0 ? NONE : number(spread.median(), decimals);
  }

  private static String farOut(Distribution millis) {
    return millis.size() == 0 ? NONE : number(millis.percentile(FAR_OUT), 2);
  }

  private static String millis(
      TrueTurns.Group group, ToDoubleFunction<ServerTruth.Millis> statistic) {
    return Optional.of(group)
        .filter(some -> some.requests() > 0)
        .map(some -> number(statistic.applyAsDouble(some.ttftMillis()), 2))
        .orElse(NONE);
  }

  /** A number with so many decimals. */
  static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
