package llmbench.report.shards;

import java.util.Locale;
import java.util.OptionalDouble;
import llmbench.runlog.shards.ShardClocks;
import llmbench.runlog.shards.ShardSet;

/** What is to be said of shards beside their figures, in a line each. */
public final class ShardWords {

  /** Which figures need the clocks of several shards. */
  public static final String TOUCHED = "duration, rates, peaks and requests in flight; no latency";

  private ShardWords() {}

  /** All of it in one line. */
  public static String line(ShardSet set) {
    String axis = axis(set);
    return there(set) + (axis.isEmpty() ? "" : "; times between shards " + axis + ": " + TOUCHED);
  }

  /** How many there are, such as {@code 3 of 4 (shard 3/4 is missing), on 2 machines}. */
  public static String there(ShardSet set) {
    int machines = set.clocks().machines();
    String missing =
        set.isWhole()
            ? ""
            : " ("
                + set.missingNamed()
                + (set.missing().size() == 1 ? " is" : " are")
                + " missing)";
    return set.parts().size()
        + " of "
        + set.of()
        + missing
        + ", on "
        + (machines == 1 ? "one machine" : machines + " machines");
  }

  /** How well times of different shards are known to each other; empty of one shard alone. */
  public static String axis(ShardSet set) {
    if (set.parts().size() < 2) {
      return "";
    }
    ShardClocks clocks = set.clocks();
    OptionalDouble millis = clocks.uncertaintyMillis();
    if (millis.isEmpty()) {
      return "unknown: not all of the machines' clocks were measured";
    }
    String how =
        clocks.machines() == 1
            ? "one clock"
            : clocks.isCorrected()
                ? "clocks corrected by the server's"
                : "clocks as they are, which the server's confirms";
    return String.format(Locale.ROOT, "to %.1f ms (%s)", millis.getAsDouble(), how);
  }
}
