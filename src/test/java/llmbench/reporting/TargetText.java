package llmbench.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import llmbench.metrics.vllm.TargetFigures;
import llmbench.report.targets.TargetTable;
import llmbench.timeline.Printable;

/** The figures by target on the console: a table whose columns are as wide as they have to be. */
final class TargetText {

  private static final int MAX_NAME_CHARS = 48;

  private TargetText() {}

  /** The block, with a line feed after each line; empty where the run has one target. */
  static String of(List<TargetFigures> targets) {
    if (targets.isEmpty()) {
      return "";
    }
    TargetTable table = TargetTable.of(targets);
    List<List<String>> lines =
        Stream.concat(Stream.of(table.columns()), table.rows().stream())
            .map(cells -> cells.stream().map(TargetText::shown).toList())
            .toList();
    StringBuilder text = new StringBuilder("------------------- By target --------------------\n");
    for (List<String> line : lines) {
      List<String> padded = new ArrayList<>();
      for (int i = 0; i < line.size(); i++) {
        int place = i;
        int wide = lines.stream().mapToInt(each -> each.get(place).length()).max().orElse(0);
        String blanks = " ".repeat(wide - line.get(i).length());
        padded.add(i < table.names() ? line.get(i) + blanks : blanks + line.get(i));
      }
      text.append(String.join("  ", padded).stripTrailing()).append('\n');
    }
    return text.append("=".repeat(50)).append('\n').toString();
  }

  private static String shown(String cell) {
    String line = Printable.line(cell);
    return line.length() > MAX_NAME_CHARS ? line.substring(0, MAX_NAME_CHARS - 1) + "…" : line;
  }
}
