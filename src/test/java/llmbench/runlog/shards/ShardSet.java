package llmbench.runlog.shards;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.RunFacts;
import llmbench.timeline.Shard;
import org.jspecify.annotations.Nullable;

/**
 * Runs that are shards of one benchmark, in their order, whatever the order in which they were
 * named. All of them or some.
 *
 * @param parts by their index
 * @param of how many the benchmark has
 * @param own whether it is a shard's own report, which nobody expects to have the others
 * @param clocks how theirs stand to each other
 */
public record ShardSet(List<RecordedRun> parts, int of, boolean own, ShardClocks clocks) {

  public ShardSet {
    parts = List.copyOf(parts);
  }

  /**
   * The set that runs are which are reported as one; empty where none of them is a shard.
   *
   * @param own whether it is a shard's own report
   * @throws IllegalArgumentException that says why they are no shards of one benchmark
   */
  public static Optional<ShardSet> of(List<RecordedRun> runs, boolean own) {
    if (runs.stream().noneMatch(run -> shard(run.facts()) != null)) {
      return Optional.empty();
    }
    Belonging.check(runs);
    List<RecordedRun> parts =
        runs.stream().sorted(Comparator.comparingInt(run -> shard(run).index())).toList();
    return Optional.of(new ShardSet(parts, shard(parts.get(0)).of(), own, ShardClocks.of(parts)));
  }

  static @Nullable Shard shard(@Nullable RunFacts facts) {
    return facts == null ? null : facts.shard();
  }

  /** Which one a run of a set is. */
  static Shard shard(RecordedRun run) {
    return Objects.requireNonNull(shard(run.facts()));
  }

  /** Which one the part at this place is. */
  public Shard shard(int place) {
    return shard(parts.get(place));
  }

  /** The part at this place, for people: such as {@code shard 2/4 (results/2)}. */
  public String name(int place) {
    return "shard " + shard(place) + " (" + parts.get(place).directory() + ")";
  }

  /** The indexes of the shards that aren't there. */
  public List<Integer> missing() {
    List<Integer> there = parts.stream().map(run -> shard(run).index()).toList();
    return IntStream.rangeClosed(1, of).filter(index -> !there.contains(index)).boxed().toList();
  }

  /** Whether all are there. */
  public boolean isWhole() {
    return parts.size() == of;
  }

  /** The missing ones, such as {@code shard 3/4} or {@code shards 1 and 3 of 4}; empty for none. */
  public String missingNamed() {
    return named(missing(), of);
  }

  /** Several shards in a few words: neighbours are put together. */
  public static String named(List<Integer> indexes, int of) {
    if (indexes.size() < 2) {
      return indexes.stream()
          .map(index -> "shard " + index + "/" + of)
          .collect(Collectors.joining());
    }
    return "shards " + Ranges.of(indexes) + " of " + of;
  }

  /** All parts as the one run that they are, on one clock. */
  public RecordedRun joined() {
    return JoinedRun.of(this);
  }
}
