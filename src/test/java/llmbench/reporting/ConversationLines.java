package llmbench.reporting;

import java.util.ArrayList;
import java.util.List;
import llmbench.metrics.conversations.Conversations;
import llmbench.report.conversations.ConversationTable;

/** What conversations came to, on the console. */
final class ConversationLines {

  private static final int NAME_WIDTH = 24;
  private static final List<Integer> WIDTHS = List.of(6, 8, 7, 9, 9, 7, 10);
  private static final List<Integer> EACH_WIDTHS = List.of(12, 12, 12, 12);

  private ConversationLines() {}

  /** How many, a row for each group of turns, and what there is of a conversation. */
  static List<String> of(Conversations conversations) {
    ConversationTable table = ConversationTable.shortly(conversations);
    List<String> lines = new ArrayList<>();
    lines.add(table.sentence() + "\n");
    lines.add(line(ConversationTable.COLUMNS, WIDTHS));
    table.rows().forEach(row -> lines.add(line(row, WIDTHS)));
    if (!table.each().isEmpty()) {
      lines.add(line(ConversationTable.EACH_COLUMNS, EACH_WIDTHS));
      table.each().forEach(row -> lines.add(line(row, EACH_WIDTHS)));
    }
    return lines;
  }

  private static String line(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder(padded(cells.get(0)));
    for (int i = 1; i < cells.size(); i++) {
      line.append(' ').append(" ".repeat(Math.max(0, widths.get(i - 1) - cells.get(i).length())));
      line.append(cells.get(i));
    }
    return line.append('\n').toString();
  }

  private static String padded(String name) {
    return name + " ".repeat(Math.max(0, NAME_WIDTH - name.length()));
  }
}
