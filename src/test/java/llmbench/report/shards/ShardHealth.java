package llmbench.report.shards;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.shards.ShardSet;
import llmbench.timeline.ClientLoad;
import llmbench.timeline.Conditions;
import llmbench.timeline.Requests;
import llmbench.timeline.RunFacts;
import llmbench.timeline.Shard;
import org.jspecify.annotations.Nullable;

/**
 * How one shard did.
 *
 * @param shard which one
 * @param directory of its run
 * @param machine that it ran on; empty where it doesn't say
 * @param state how it ended
 * @param prompts how many it was to send; null where it doesn't say
 * @param requests that came to their end
 * @param failed of these
 * @param lagMillis P99 of its event loops' lag
 * @param cpu share of its machine's cores that it used, from 0 to 1
 * @param gcMillis pauses of its collector in all
 * @param correctionMillis what its clock was corrected by
 */
public record ShardHealth(
    Shard shard,
    String directory,
    String machine,
    RunFacts.State state,
    @Nullable Long prompts,
    long requests,
    long failed,
    OptionalDouble lagMillis,
    OptionalDouble cpu,
    OptionalDouble gcMillis,
    double correctionMillis) {

  /** Of each shard that is there. */
  public static List<ShardHealth> of(ShardSet set) {
    List<ShardHealth> all = new ArrayList<>();
    for (int place = 0; place < set.parts().size(); place++) {
      all.add(of(set, place));
    }
    return all;
  }

  private static ShardHealth of(ShardSet set, int place) {
    RecordedRun part = set.parts().get(place);
    RunFacts facts = Objects.requireNonNull(part.facts());
    Requests finished = part.requests().finished();
    ClientLoad client = client(facts.conditions());
    ClientLoad.LoopLag lag = client == null ? null : client.loopLag();
    return new ShardHealth(
        set.shard(place),
        part.directory().toString(),
        facts.host().getOrDefault("name", ""),
        facts.state(),
        facts.dataset().get("prompts"),
        finished.size(),
        finished.failed().size(),
        some(lag == null ? null : lag.p99Millis()),
        some(client == null ? null : client.processCpu()),
        some(client == null ? null : client.gc().totalMillis()),
        set.clocks().correctionMillis().get(place));
  }

  private static @Nullable ClientLoad client(@Nullable Conditions conditions) {
    return conditions == null ? null : conditions.client();
  }

  private static OptionalDouble some(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
