package llmbench.runlog.shards;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.Conditions;
import llmbench.timeline.Connections;
import llmbench.timeline.PrefixCache;
import llmbench.timeline.RunFacts;
import llmbench.timeline.ScheduleKept;
import llmbench.timeline.ServerMetrics;
import llmbench.timeline.Unasked;
import org.jspecify.annotations.Nullable;

/**
 * What shards were measured under together. How busy each client was is each shard's own, and not
 * in it.
 */
final class JoinedConditions {

  private final ShardSet set;
  private final List<Conditions> all;

  private JoinedConditions(ShardSet set) {
    this.set = set;
    all = set.parts().stream().flatMap(part -> Stream.ofNullable(conditions(part))).toList();
  }

  static @Nullable Conditions of(ShardSet set) {
    JoinedConditions joined = new JoinedConditions(set);
    return joined.all.isEmpty() ? null : joined.joined();
  }

  private static @Nullable Conditions conditions(RecordedRun part) {
    RunFacts facts = part.facts();
    return facts == null ? null : facts.conditions();
  }

  private Conditions joined() {
    return new Conditions(
        all.stream().anyMatch(Conditions::sameMachine),
        null,
        prefixCache(),
        serverMetrics(),
        unasked(),
        connections(),
        null,
        schedule());
  }

  private <T> List<T> each(Function<Conditions, @Nullable T> which) {
    List<T> some = new ArrayList<>();
    for (Conditions conditions : all) {
      T one = which.apply(conditions);
      if (one != null) {
        some.add(one);
      }
    }
    return some;
  }

  /**
   * What the server counted is of all its clients: between the first reading of any and the last of
   * any it is of all shards, if all are there and have read it.
   */
  private boolean areAll(List<?> readings) {
    return set.isWhole() && readings.size() == set.of();
  }

  private @Nullable PrefixCache prefixCache() {
    List<PrefixCache> read = each(Conditions::prefixCache);
    Comparator<PrefixCache.Counters> order =
        Comparator.comparingDouble(PrefixCache.Counters::queries)
            .thenComparingDouble(PrefixCache.Counters::hits);
    return areAll(read)
        ? new PrefixCache(
            read.stream().map(PrefixCache::before).min(order).orElseThrow(),
            read.stream().map(PrefixCache::after).max(order).orElseThrow())
        : null;
  }

  private @Nullable ServerMetrics serverMetrics() {
    List<ServerMetrics> read = each(Conditions::serverMetrics);
    Comparator<ServerMetrics.Page> order = Comparator.comparingDouble(ServerMetrics.Page::counted);
    return areAll(read)
        ? new ServerMetrics(
            read.stream().map(ServerMetrics::before).min(order).orElseThrow(),
            read.stream().map(ServerMetrics::after).max(order).orElseThrow())
        : null;
  }

  private @Nullable Unasked unasked() {
    List<Unasked> some = each(Conditions::unasked);
    return some.isEmpty()
        ? null
        : new Unasked(
            some.stream().mapToInt(Unasked::connections).sum(), some.get(0).firstStatus());
  }

  private @Nullable Connections connections() {
    List<Connections> some = each(Conditions::connections);
    return some.isEmpty()
        ? null
        : new Connections(
            some.stream().mapToInt(Connections::mostOpen).sum(),
            some.stream().mapToInt(Connections::openedAhead).sum(),
            some.stream().mapToInt(Connections::waited).sum());
  }

  /** One schedule, which begins where the first of them has it begin. */
  private @Nullable ScheduleKept schedule() {
    long zero = Long.MAX_VALUE;
    List<ScheduleKept.Late> late = new ArrayList<>();
    for (int place = 0; place < set.parts().size(); place++) {
      Conditions conditions = conditions(set.parts().get(place));
      ScheduleKept kept = conditions == null ? null : conditions.schedule();
      if (kept != null) {
        zero = Math.min(zero, kept.zeroNanos() + set.clocks().shiftNanos().get(place));
        late.add(kept.late());
      }
    }
    return late.isEmpty() ? null : new ScheduleKept(zero, together(late));
  }

  /** Percentiles can't be added up: no shard's is above these. The record has the exact times. */
  private static ScheduleKept.Late together(List<ScheduleKept.Late> all) {
    long requests = all.stream().mapToLong(ScheduleKept.Late::requests).sum();
    double millis = all.stream().mapToDouble(one -> one.meanMillis() * one.requests()).sum();
    return new ScheduleKept.Late(
        requests,
        requests == 0 ? 0 : millis / requests,
        all.stream().mapToDouble(ScheduleKept.Late::p50Millis).max().orElse(0),
        all.stream().mapToDouble(ScheduleKept.Late::p99Millis).max().orElse(0),
        all.stream().mapToDouble(ScheduleKept.Late::maxMillis).max().orElse(0));
  }
}
