package llmbench.report.limits;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import llmbench.metrics.numbers.Interval;
import llmbench.metrics.windows.LatencyLimits;

/**
 * A row for each latency of which is known how far it may be off, in milliseconds.
 *
 * @param rows cells, as many as {@link #COLUMNS}
 */
public record LimitsTable(List<List<String>> rows) {

  /** What the table is called, wherever it stands. */
  public static final String TITLE = "How far it may be off (95 %)";

  /** Its headings. */
  public static final List<String> COLUMNS = List.of("At 95 % (ms)", "Mean", "P99", "P99 at most");

  private static final String NONE = "–";

  public LimitsTable {
    rows = List.copyOf(rows);
  }

  /** The table of these; without rows where there are none. */
  public static LimitsTable of(List<LatencyLimits> limits) {
    return new LimitsTable(
        limits.stream()
            .map(
                each ->
                    List.of(
                        each.metric().label(),
                        each.mean().map(LimitsTable::text).orElse(NONE),
                        each.p99().map(LimitsTable::text).orElse(NONE),
                        text(each.certifiedP99())))
            .toList());
  }

  private static String text(Interval interval) {
    return String.format(Locale.ROOT, "%.2f to %.2f", interval.low(), interval.high());
  }

  private static String text(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : NONE;
  }
}
