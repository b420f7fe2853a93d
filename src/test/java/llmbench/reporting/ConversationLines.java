package llmbench.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import llmbench.metrics.conversations.Conversations;
import llmbench.report.conversations.ConversationTable;
import llmbench.runlog.TrueTurns;

/** What conversations came to, on the console. */
final class ConversationLines {

  private static final int NAME_WIDTH = 24;
  private static final int GAP = 2;
  private static final int EACH_WIDTH = 11;

  private ConversationLines() {}

  /** How many, a row for each group of turns, and what there is of a conversation. */
  static List<String> of(Conversations conversations, Optional<TrueTurns> server) {
    ConversationTable table = ConversationTable.shortly(conversations, server);
    List<String> lines = new ArrayList<>();
    lines.add(table.sentence() + "\n");
    add(table.columns(), table.rows(), 0, lines);
    if (!table.each().isEmpty()) {
      add(ConversationTable.EACH_COLUMNS, table.each(), EACH_WIDTH, lines);
    }
    return lines;
  }

  /** Columns are as wide as what stands in them, and no less than that. */
  private static void add(
      List<String> columns, List<List<String>> rows, int least, List<String> lines) {
    List<List<String>> all = new ArrayList<>(List.of(columns));
    all.addAll(rows);
    int[] widths = new int[columns.size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Math.max(least, row.get(i).length()));
      }
    }
    all.forEach(row -> lines.add(line(row, widths)));
  }

  private static String line(List<String> cells, int[] widths) {
    String name = cells.get(0);
    StringBuilder line =
        new StringBuilder(name).append(" ".repeat(Math.max(0, NAME_WIDTH - name.length())));
    for (int i = 1; i < cells.size(); i++) {
      String cell = cells.get(i);
      line.append(" ".repeat(GAP + widths[i] - cell.length())).append(cell);
    }
    return line.append('\n').toString();
  }
}
