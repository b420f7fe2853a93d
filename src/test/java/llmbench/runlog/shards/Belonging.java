package llmbench.runlog.shards;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.RunFacts;
import llmbench.timeline.Shard;

/** Whether runs of which one is a shard are shards of one benchmark; if not, why not. */
final class Belonging {

  private static final String APART = " Report them apart.";

  private Belonging() {}

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException that says which of them doesn't belong to the others
   */
  static void check(List<RecordedRun> runs) {
    RecordedRun first =
        runs.stream().filter(run -> ShardSet.shard(run.facts()) != null).findFirst().orElseThrow();
    Map<Integer, RecordedRun> known = new HashMap<>();
    for (RecordedRun run : runs) {
      Shard shard = shard(run, first);
      if (shard.of() != ShardSet.shard(first).of()) {
        throw new IllegalArgumentException(
            named(first) + ", and " + named(run) + ": of different benchmarks." + APART);
      }
      RecordedRun twin = known.put(shard.index(), run);
      if (twin != null) {
        throw new IllegalArgumentException(
            twin.directory()
                + " and "
                + run.directory()
                + " are both shard "
                + shard
                + ": name each shard once. Of one that was begun again name the run that counts.");
      }
      alike(first, run);
    }
  }

  private static Shard shard(RecordedRun run, RecordedRun first) {
    RunFacts facts = run.facts();
    if (facts == null) {
      throw new IllegalArgumentException(
          named(first)
              + ", and "
              + run.directory()
              + " has no run.json that can be read, which says what a run is a shard of. Put it"
              + " back, or leave that directory out: it then counts as missing.");
    }
    Shard shard = facts.shard();
    if (shard == null) {
      throw new IllegalArgumentException(
          named(first) + ", and " + run.directory() + " is no shard of any benchmark." + APART);
    }
    if (shard.index() < 1 || shard.index() > shard.of()) {
      throw new IllegalArgumentException(
          run.directory() + "/run.json is broken: there is no shard " + shard + ".");
    }
    return shard;
  }

  private static void alike(RecordedRun first, RecordedRun run) {
    RunFacts one = Objects.requireNonNull(first.facts());
    RunFacts other = Objects.requireNonNull(run.facts());
    same("simulation", one.simulation(), other.simulation(), first, run);
    same("version of LLM Bench", version(one), version(other), first, run);
    same("schema", "" + one.schema(), "" + other.schema(), first, run);
    one.differenceFrom(other)
        .ifPresent(
            it ->
                same("--" + it.option(), it.before().orElse("(not given)"), it.now(), first, run));
  }

  private static void same(
      String what, String one, String other, RecordedRun first, RecordedRun run) {
    if (!one.equals(other)) {
      throw new IllegalArgumentException(
          first.directory()
              + " and "
              + run.directory()
              + " are no shards of one benchmark: their "
              + what
              + " differs, '"
              + one
              + "' and '"
              + other
              + "'."
              + APART);
    }
  }

  private static String version(RunFacts facts) {
    return facts.versions().getOrDefault("llm-bench", "");
  }

  private static String named(RecordedRun run) {
    return run.directory() + " is shard " + ShardSet.shard(run);
  }
}
