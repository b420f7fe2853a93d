package llmbench.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import llmbench.report.shards.ShardWords;
import llmbench.runlog.shards.ShardSet;

/** What the console says of shards, behind the figures. */
final class ShardLines {

  private ShardLines() {}

  /** The lines; none of a shard's own report, which says it in its first line. */
  static List<String> of(ShardSet set) {
    List<String> lines = new ArrayList<>();
    if (set.own()) {
      return lines;
    }
    lines.add(line("Shards:", ShardWords.there(set)));
    String axis = ShardWords.axis(set);
    if (!axis.isEmpty()) {
      lines.add(line("Times of one beside another's:", axis));
      lines.add(line("What that touches:", ShardWords.TOUCHED));
    }
    return lines;
  }

  private static String line(String label, String value) {
    return String.format(Locale.ROOT, "%-40s %s%n", label, value);
  }
}
