package llmbench.reporting;

import java.util.List;
import java.util.Locale;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.server.ServerFigures;
import llmbench.report.server.ServerRows;

/** The server's own account beside ours, on the console. */
final class ServerText {

  private ServerText() {}

  /** The block, with a line feed after each line; empty where the server says nothing. */
  static String of(ServerFigures figures, TrueFigures seen) {
    List<ServerRows.Section> sections = ServerRows.of(figures, seen);
    if (sections.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("------------ The server's own account ------------\n");
    for (ServerRows.Section section : sections) {
      text.append(section.heading()).append('\n');
      section.rows().forEach(row -> text.append(line(row)).append('\n'));
    }
    ServerRows.whose(figures).ifPresent(whose -> text.append(whose).append('\n'));
    return text.append("=".repeat(50)).append('\n').toString();
  }

  private static String line(ServerRows.Row row) {
    String ours = row.ours().isEmpty() ? "" : " ours: " + row.ours();
    return String.format(Locale.ROOT, "%-40s %-10s%s", row.label() + ":", row.server(), ours)
        .stripTrailing();
  }
}
