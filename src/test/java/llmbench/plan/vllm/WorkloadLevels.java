package llmbench.plan.vllm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.plan.Level;
import llmbench.plan.LevelOutcome;
import llmbench.plan.Levels;

/**
 * The levels of {@code serve_workload}, pair after pair: both ends, then what lies between them,
 * which depends on what the ends came to. If either end of a pair has no runs nothing lies between.
 */
final class WorkloadLevels implements Levels {

  private final SweepLevels levels;
  private final List<WorkloadPair> pairs;

  WorkloadLevels(SweepLevels levels, List<WorkloadPair> pairs) {
    this.levels = levels;
    this.pairs = List.copyOf(pairs);
  }

  @Override
  public List<Level> known() {
    return pairs.stream().flatMap(pair -> ends(pair).stream()).map(levels::level).toList();
  }

  @Override
  public Optional<Level> next(List<LevelOutcome> before) {
    List<SweepRun> runs = new ArrayList<>();
    for (WorkloadPair pair : pairs) {
      int start = runs.size();
      runs.addAll(ends(pair));
      if (before.size() >= runs.size()) {
        runs.addAll(between(pair, before.subList(start, runs.size())));
      }
      if (before.size() < runs.size()) {
        return Optional.of(level(runs, before));
      }
    }
    return Optional.empty();
  }

  private static List<SweepRun> ends(WorkloadPair pair) {
    return Stream.concat(pair.serial().stream(), pair.batch().stream()).toList();
  }

  private static List<SweepRun> between(WorkloadPair pair, List<LevelOutcome> ends) {
    int serial = pair.serial().size();
    boolean both = serial > 0 && serial < ends.size();
    return both
        ? pair.between(ends.subList(0, serial), ends.subList(serial, ends.size()))
        : List.of();
  }

  /** A named set has one folder for an end and a value equal to it: its result is taken then. */
  private Level level(List<SweepRun> runs, List<LevelOutcome> before) {
    SweepRun run = runs.get(before.size());
    Level level = levels.level(run);
    for (int i = 0; i < before.size(); i++) {
      if (runs.get(i).output().equals(run.output())) {
        return level.taken(before.get(i));
      }
    }
    return level;
  }
}
