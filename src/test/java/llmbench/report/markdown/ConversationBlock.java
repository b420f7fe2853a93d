package llmbench.report.markdown;

import java.util.List;
import llmbench.report.conversations.ConversationTable;

/** What conversations came to, in a summary. */
final class ConversationBlock {

  private ConversationBlock() {}

  static void write(ConversationTable table, Blocks out) {
    out.block(table.sentence() + ".");
    write(table.columns(), table.rows(), out);
    if (!table.each().isEmpty()) {
      write(ConversationTable.EACH_COLUMNS, table.each(), out);
    }
  }

  private static void write(List<String> columns, List<List<String>> rows, Blocks out) {
    out.block("| " + String.join(" | ", columns) + " |");
    out.line("|---|" + "--:|".repeat(columns.size() - 1));
    rows.forEach(row -> out.line("| " + String.join(" | ", row) + " |"));
  }
}
