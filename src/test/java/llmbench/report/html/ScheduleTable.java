package llmbench.report.html;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.observed.Connecting;
import llmbench.metrics.observed.Departures;
import llmbench.metrics.observed.TrueFigures;
import llmbench.timeline.Counted;

/**
 * Requests at their own times: how these were kept, and each latency with what came before its
 * request, and without.
 */
public final class ScheduleTable {

  private static final List<String> COLUMNS =
      List.of("Figure (ms)", "Mean", "Median", "P90", "P99", "Max");

  private ScheduleTable() {}

  /**
   * The table of a run whose requests had times of their own.
   *
   * @param departures how they set out
   * @param seen the true figures
   */
  public static PageTable of(Departures departures, TrueFigures seen) {
    List<PageTable.Row> rows = new ArrayList<>();
    rows.add(PageTable.Row.heading(rates(departures)));
    add(rows, "Sent after its time", departures.late());
    if (departures.waited().size() > 0) {
      add(
          rows,
          String.format(Locale.ROOT, "Waited for room (%,d)", departures.waited().size()),
          departures.waited());
    }
    add(rows, "E2EL with the wait", departures.e2el());
    add(rows, "E2EL without the wait", seen.e2el());
    Connecting connecting = seen.connecting();
    rows.add(PageTable.Row.heading(connected(connecting)));
    add(rows, "To connect", connecting.times());
    add(rows, "TTFT with connecting", seen.ttft());
    add(rows, "TTFT without connecting", connecting.without(seen.ttft()));
    return new PageTable("schedule", "Requests at their own times", false, COLUMNS, rows);
  }

  /**
   * What is said below the card of a latency: mean, median and P99 with what came before its
   * request, or without.
   */
  public static Map<LatencyMetric, String> notes(Departures departures, TrueFigures seen) {
    Map<LatencyMetric, String> notes = new EnumMap<>(LatencyMetric.class);
    if (departures.e2el().size() > 0) {
      notes.put(LatencyMetric.E2EL, "With the wait, from its time: " + three(departures.e2el()));
    }
    Connecting connecting = seen.connecting();
    if (connecting.ttft().size() > 0) {
      notes.put(
          LatencyMetric.TTFT,
          Counted.of(connecting.requests(), "request")
              + " had to connect; to the first output without that: "
              + three(connecting.ttft()));
    }
    return notes;
  }

  private static String three(Distribution millis) {
    return String.join(
        " / ",
        Rounded.text(millis.mean()),
        Rounded.text(millis.median()),
        Rounded.text(millis.percentile(99)));
  }

  private static String rates(Departures departures) {
    return departures.plannedRate() > 0
        ? String.format(
            Locale.ROOT,
            "%.2f requests/s planned, %.2f sent",
            departures.plannedRate(),
            departures.sentRate())
        : Counted.of(departures.planned(), "request") + " planned for one moment";
  }

  private static String connected(Connecting connecting) {
    return connecting.requests() == 0
        ? "No request had to connect"
        : Counted.of(connecting.requests(), "request") + " had to connect";
  }

  private static void add(List<PageTable.Row> rows, String label, Distribution millis) {
    if (millis.size() > 0) {
      rows.add(
          PageTable.Row.of(
              List.of(
                  label,
                  Rounded.text(millis.mean()),
                  Rounded.text(millis.median()),
                  Rounded.text(millis.percentile(90)),
                  Rounded.text(millis.percentile(99)),
                  Rounded.text(millis.max()))));
    }
  }
}
