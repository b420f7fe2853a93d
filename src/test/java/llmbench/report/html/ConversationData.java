package llmbench.report.html;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import llmbench.metrics.charts.ConversationRows;
import llmbench.metrics.charts.TtftByTurn;
import org.jspecify.annotations.Nullable;

/** Charts of conversations as the page reads them. */
final class ConversationData {

  /** Of a timeline, which is some thousand pixels wide. */
  private static final int DECIMALS = 1;

  private static final int MILLI_DECIMALS = 3;

  private ConversationData() {}

  static PageData.Talks rows(ConversationRows conversations) {
    List<String> kinds = new ArrayList<>();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (ConversationRows.Row row : conversations.rows()) {
      rows.add(cells(row, kinds));
    }
    return new PageData.Talks(
        rows.size(),
        conversations.of(),
        conversations.rule()
            + " A turn waits for its first output and streams; between turns the user waits.",
        kinds,
        rows);
  }

  private static List<@Nullable Object> cells(ConversationRows.Row row, List<String> kinds) {
    List<@Nullable Object> cells = new ArrayList<>();
    double end = row.turns().get(0).sentMillis();
    cells.add(row.number());
    cells.add(rounded(end));
    for (ConversationRows.Turn turn : row.turns()) {
      cells.add(rounded(turn.sentMillis() - end));
      cells.add(
          Double.isNaN(turn.firstMillis())
              ? Integer.valueOf(-1)
              : rounded(turn.firstMillis() - turn.sentMillis()));
      cells.add(rounded(turn.endMillis() - turn.sentMillis()));
      cells.add(turn.fault() == null ? 0 : 1 + place(turn.fault().label(), kinds));
      end = turn.endMillis();
    }
    return cells;
  }

  private static int place(String kind, List<String> kinds) {
    if (!kinds.contains(kind)) {
      kinds.add(kind);
    }
    return kinds.indexOf(kind);
  }

  private static @Nullable BigDecimal rounded(double millis) {
    return Rounded.of(millis, DECIMALS);
  }

  static PageData.ByTurn byTurn(TtftByTurn turns) {
    return new PageData.ByTurn(
        Rounded.all(turns.numbers(), 0),
        Rounded.all(turns.counts(), 0),
        new PageData.Percentiles(
            Rounded.all(turns.p50(), MILLI_DECIMALS),
            Rounded.all(turns.p90(), MILLI_DECIMALS),
            Rounded.all(turns.p99(), MILLI_DECIMALS)),
        "Time to the first output of successful turns, by their number in the conversation."
            + " Percentiles are exact, of few turns little more than the slowest.");
  }
}
