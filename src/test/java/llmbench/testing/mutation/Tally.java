package llmbench.testing.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many of each damage were reported, and how many refused: for docs/reliability.md. */
final class Tally {

  private static final int STATUSES = 3;

  /** How often each exit status came, of reports and of comparisons. */
  private static final class Counts {

    private final int[] reports = new int[STATUSES];
    private final int[] comparisons = new int[STATUSES];

    void add(int[] statuses) {
      reports[statuses[0]]++;
      comparisons[statuses[1]]++;
    }

    String cells() {
      List<String> cells = new ArrayList<>();
      for (int[] counts : List.of(reports, comparisons)) {
        for (int count : counts) {
          cells.add(String.valueOf(count));
        }
      }
      return String.join(" | ", cells);
    }
  }

  private final Map<String, Counts> byDamage = new TreeMap<>();
  private final Map<String, Counts> bySpecimen = new TreeMap<>();
  private final Counts all = new Counts();

  /**
   * Counts one.
   *
   * @param statuses of its report and its comparison
   */
  void add(MutatedCase each, int[] statuses) {
    for (String kind : each.kinds()) {
      byDamage.computeIfAbsent(kind, of -> new Counts()).add(statuses);
    }
    bySpecimen.computeIfAbsent(each.specimen().name(), of -> new Counts()).add(statuses);
    all.add(statuses);
  }

  /** In Markdown. */
  String table() {
    StringBuilder table =
        new StringBuilder(
            """
            | damaged | report: 0 | 1 | 2 | compare: 0 | 1 | 2 |
            |---|---|---|---|---|---|---|
            """);
    bySpecimen.forEach((name, counts) -> row(table, name, counts));
    row(table, "**all**", all);
    table.append('\n');
    table.append(
        """
        | damage | report: 0 | 1 | 2 | compare: 0 | 1 | 2 |
        |---|---|---|---|---|---|---|
        """);
    byDamage.forEach((name, counts) -> row(table, name, counts));
    return table.toString();
  }

  private static void row(StringBuilder table, String name, Counts counts) {
    table.append(String.format(Locale.ROOT, "| %s | %s |%n", name, counts.cells()));
  }
}
