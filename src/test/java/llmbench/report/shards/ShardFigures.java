package llmbench.report.shards;

import java.util.List;
import llmbench.runlog.shards.ShardSet;
import org.jspecify.annotations.Nullable;

/**
 * Shards for programs: verdict.json has them so.
 *
 * @param of how many the benchmark has
 * @param missing the indexes of those that aren't there
 * @param machines that those ran on which are there
 * @param corrected whether the clock of any was corrected by the server's
 * @param uncertaintyMillis times of different shards are within so much of what they are to each
 *     other; null where nobody knows
 * @param each that is there
 */
public record ShardFigures(
    int of,
    List<Integer> missing,
    int machines,
    boolean corrected,
    @Nullable Double uncertaintyMillis,
    List<Each> each) {

  /** One of them. */
  public record Each(int index, String directory, long requests, long failed) {}

  public ShardFigures {
    missing = List.copyOf(missing);
    each = List.copyOf(each);
  }

  /** Of these. */
  public static ShardFigures of(ShardSet set) {
    return new ShardFigures(
        set.of(),
        set.missing(),
        set.clocks().machines(),
        set.clocks().isCorrected(),
        set.clocks().uncertaintyMillis().isPresent()
            ? set.clocks().uncertaintyMillis().getAsDouble()
            : null,
        ShardHealth.of(set).stream()
            .map(it -> new Each(it.shard().index(), it.directory(), it.requests(), it.failed()))
            .toList());
  }
}
