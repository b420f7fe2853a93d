package llmbench.runlog.shards;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.BeganLate;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;

/** What run.json would say of the run that shards are together. */
final class JoinedFacts {

  /** So many different values are named, of more there is only their number. */
  private static final int MOST_NAMED = 4;

  private static final String PROMPTS = "prompts";
  private static final String TAKEN = "prompts_taken";

  private final ShardSet set;
  private final List<RunFacts> all;

  private JoinedFacts(ShardSet set) {
    this.set = set;
    all = set.parts().stream().map(RecordedRun::facts).flatMap(Stream::ofNullable).toList();
  }

  static RunFacts of(ShardSet set) {
    return new JoinedFacts(set).joined();
  }

  private RunFacts joined() {
    RunFacts reference = all.get(set.clocks().reference());
    Set<String> notes = new LinkedHashSet<>();
    all.forEach(facts -> notes.addAll(facts.notes()));
    // That is a shard's own, and said of it.
    notes.removeIf(note -> BeganLate.in(note).isPresent());
    return reference.ofWhole(
        state(),
        end(),
        requests(),
        stop(),
        alike(RunFacts::versions),
        alike(RunFacts::host),
        dataset(),
        List.copyOf(notes),
        JoinedConditions.of(set));
  }

  private RunFacts.State state() {
    for (RunFacts.State state : List.of(RunFacts.State.RUNNING, RunFacts.State.STOPPED)) {
      if (all.stream().anyMatch(facts -> facts.state() == state)) {
        return state;
      }
    }
    return RunFacts.State.FINISHED;
  }

  /** The latest; null where any of them has none. */
  private @Nullable Long end() {
    long latest = Long.MIN_VALUE;
    for (int place = 0; place < all.size(); place++) {
      Long end = all.get(place).endNanos();
      if (end == null) {
        return null;
      }
      latest = Math.max(latest, end + set.clocks().shiftNanos().get(place));
    }
    return latest;
  }

  private @Nullable Long requests() {
    long sum = 0;
    for (RunFacts facts : all) {
      Long requests = facts.requests();
      if (requests == null) {
        return null;
      }
      sum += requests;
    }
    return sum;
  }

  /** What made any of them fail, or else what ended any before its last prompt. */
  private RunFacts.@Nullable Stop stop() {
    return all.stream()
        .filter(RunFacts::isFailure)
        .map(RunFacts::stop)
        .filter(Objects::nonNull)
        .findFirst()
        .or(() -> all.stream().map(RunFacts::stop).filter(Objects::nonNull).findFirst())
        .orElse(null);
  }

  /** Counts are added up, as far as each of them has them. */
  private Map<String, Long> dataset() {
    Map<String, Long> sums = new LinkedHashMap<>();
    all.forEach(facts -> facts.dataset().forEach((name, n) -> sums.merge(name, n, Long::sum)));
    boolean some = sums.containsKey(TAKEN);
    for (String name : List.copyOf(sums.keySet())) {
      boolean isSome = name.equals(RunFacts.WARM_UPS) || name.equals(RunFacts.PROBES);
      if (!isSome && all.stream().anyMatch(facts -> !facts.dataset().containsKey(name))) {
        sums.remove(name);
      }
    }
    // A shard that has taken all of its prompts doesn't say so.
    if (some && all.stream().allMatch(facts -> facts.dataset().containsKey(PROMPTS))) {
      sums.put(TAKEN, all.stream().mapToLong(JoinedFacts::taken).sum());
    }
    return sums;
  }

  private static long taken(RunFacts facts) {
    Map<String, Long> counts = facts.dataset();
    return counts.getOrDefault(TAKEN, counts.getOrDefault(PROMPTS, 0L));
  }

  /** Of each name what all have, or what they have between them. */
  private Map<String, String> alike(Function<RunFacts, Map<String, String>> which) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (RunFacts facts : all) {
      which
          .apply(facts)
          .forEach(
              (name, value) -> values.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(value));
    }
    Map<String, String> alike = new LinkedHashMap<>();
    values.forEach((name, each) -> alike.put(name, named(each)));
    return alike;
  }

  private static String named(Set<String> values) {
    List<String> some = new ArrayList<>(values);
    return some.size() <= MOST_NAMED
        ? String.join(" / ", some)
        : String.join(" / ", some.subList(0, MOST_NAMED)) + " and " + (some.size() - MOST_NAMED);
  }
}
