package llmbench.testing.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import llmbench.timeline.Conditions;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.timeline.ScheduleKept;
import llmbench.timeline.Shard;
import org.jspecify.annotations.Nullable;

/**
 * One run of tests, written as one directory or as those of its shards: each has its own requests,
 * on a clock with a zero of its own.
 *
 * @param facts of the whole
 * @param requests in the order in which they ended
 */
public record SplitRun(RunFacts facts, List<RequestRecord> requests) {

  public SplitRun {
    requests = List.copyOf(requests);
  }

  /** Writes the whole. */
  public void whole(Path place) throws IOException {
    write(place, requests, facts);
  }

  /**
   * Writes a shard.
   *
   * @param zeroLaterMillis by how much its clock's zero is later than the whole's
   */
  public void shard(Path place, Shard shard, long zeroLaterMillis) throws IOException {
    long later = TimeUnit.MILLISECONDS.toNanos(zeroLaterMillis);
    List<RequestRecord> own = new ArrayList<>();
    for (RequestRecord request : requests) {
      if (shard.has(request.index())) {
        own.add(request.later(-later));
      }
    }
    Long end = facts.endNanos();
    RunFacts part =
        new RunFacts(
            facts.schema(),
            facts.state(),
            facts.simulation(),
            facts.startedAt(),
            facts.clockZeroEpochMillis() + zeroLaterMillis,
            end == null ? null : end - later,
            (long) own.size(),
            facts.stop(),
            facts.options(),
            facts.versions(),
            facts.host(),
            Map.of("prompts", (long) own.size()),
            facts.notes(),
            later(facts.conditions(), later),
            facts.tokenizer(),
            shard);
    write(place, own, part);
  }

  private static @Nullable Conditions later(@Nullable Conditions whole, long later) {
    if (whole == null || whole.schedule() == null) {
      return whole;
    }
    ScheduleKept kept = whole.schedule();
    return whole.with(new ScheduleKept(kept.zeroNanos() - later, kept.late()));
  }

  private static void write(Path place, List<RequestRecord> own, RunFacts facts)
      throws IOException {
    try (RunDirectory run =
        new RunDirectory(place, facts.simulation(), facts.clockZeroEpochMillis())) {
      for (RequestRecord request : own) {
        run.add(request);
      }
      run.write(facts);
    }
  }
}
