package llmbench.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.shards.ShardClocks;
import llmbench.runlog.shards.ShardSet;
import llmbench.timeline.Conditions;
import llmbench.timeline.Requests;
import llmbench.timeline.RunFacts;

/** Looks for doubts about how shards fit together. */
final class ShardDoubts {

  /** What happens in one second is counted together; by this much no second is another one. */
  private static final double AXIS_MILLIS = 50;

  /** Of the whole time: less hardly changes what is in flight on average. */
  private static final double LATE_SHARE = 0.05;

  /** Of a short run: a process may begin so much later without anybody's fault. */
  private static final double LATE_SECONDS = 0.5;

  private static final double NANOS_PER_SECOND = 1e9;

  private ShardDoubts() {}

  static List<Doubt> of(ShardSet shards) {
    List<Doubt> doubts = new ArrayList<>();
    if (!shards.own()) {
      missing(shards).ifPresent(doubts::add);
    }
    if (shards.parts().size() > 1) {
      clocks(shards.clocks()).ifPresent(doubts::add);
      apart(shards).ifPresent(doubts::add);
    }
    return doubts;
  }

  static Optional<FileDoubt> missing(ShardSet shards) {
    return shards.isWhole()
        ? Optional.empty()
        : Optional.of(new ShardDoubt.ShardsMissing(shards.missing(), shards.of()));
  }

  private static Optional<Doubt> clocks(ShardClocks clocks) {
    OptionalDouble millis = clocks.uncertaintyMillis();
    if (millis.isPresent() && millis.getAsDouble() <= AXIS_MILLIS) {
      return Optional.empty();
    }
    return Optional.of(
        new LoadDoubt.ShardClocksApart(
            millis.isPresent() ? millis.getAsDouble() : null, clocks.machines(), AXIS_MILLIS));
  }

  /** Whether one began so late that the load was not the one that was asked for. */
  private static Optional<Doubt> apart(ShardSet shards) {
    List<Long> begins = new ArrayList<>();
    long latest = 0;
    int last = 0;
    long end = Long.MIN_VALUE;
    for (int place = 0; place < shards.parts().size(); place++) {
      RecordedRun part = shards.parts().get(place);
      Requests requests = part.requests();
      if (requests.isEmpty()) {
        continue;
      }
      long later = shards.clocks().shiftNanos().get(place);
      long begin = begin(part) + later;
      if (begins.isEmpty() || begin > latest) {
        latest = begin;
        last = place;
      }
      begins.add(begin);
      end = Math.max(end, end(requests) + later);
    }
    if (begins.size() < 2) {
      return Optional.empty();
    }
    double late = (latest - Collections.min(begins)) / NANOS_PER_SECOND;
    double all = (end - Collections.min(begins)) / NANOS_PER_SECOND;
    return late > Math.max(LATE_SECONDS, LATE_SHARE * all)
        ? Optional.of(new LoadDoubt.ShardsApart(shards.shard(last).toString(), late, all))
        : Optional.empty();
  }

  /** Of requests with times of their own when the schedule begins; else when the first was sent. */
  private static long begin(RecordedRun part) {
    RunFacts facts = part.facts();
    Conditions conditions = facts == null ? null : facts.conditions();
    if (conditions != null && conditions.schedule() != null) {
      return conditions.schedule().zeroNanos();
    }
    Requests requests = part.requests();
    long first = Long.MAX_VALUE;
    for (int place = 0; place < requests.size(); place++) {
      first = Math.min(first, requests.sentNanos(place));
    }
    return first;
  }

  private static long end(Requests requests) {
    long last = Long.MIN_VALUE;
    for (int place = 0; place < requests.size(); place++) {
      last = Math.max(last, requests.endNanos(place));
    }
    return last;
  }
}
