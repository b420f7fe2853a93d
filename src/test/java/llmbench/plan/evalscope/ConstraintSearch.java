package llmbench.plan.evalscope;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Searches for the most load that keeps a group of limits: doubles or halves until it has a load
 * that keeps them and one that doesn't, then halves what is between. It takes for granted that more
 * load never keeps what less doesn't. Source: {@code SLAAutoTuner._tune_constraint()} of {@code
 * evalscope/perf/sla/sla_run.py}, 1.14.1.
 */
final class ConstraintSearch {

  private final SlaGroup group;
  private final String variable;
  private final Bounds bounds;
  private final Probes probes;
  private final Consumer<String> log;

  /** The largest load that has kept it, in whatever order they were tried; 0 for none. */
  private int mostKept;

  ConstraintSearch(
      SlaGroup group, String variable, Bounds bounds, Probes probes, Consumer<String> log) {
    this.group = group;
    this.variable = variable;
    this.bounds = bounds;
    this.probes = probes;
    this.log = log;
  }

  /** Between these lies what is searched for: the first keeps the limits. */
  private record Bracket(int lower, int upper) {}

  Selection from(int start) {
    Bracket bracket = keeps(start) ? rise(start) : fall(start);
    if (bracket.lower < bounds.lower()) {
      log.accept("Even %s=%d failed SLA for %s.".formatted(variable, bounds.lower(), group.text()));
      return selection(OptionalInt.empty(), "Failed at lower bound (" + bounds.lower() + ")");
    }
    int best = Math.max(narrow(bracket), mostKept);
    log.accept(
        "SLA Auto-tune finished. Criteria: %s. Best observed %s: %d"
            .formatted(group.text(), variable, best));
    return selection(OptionalInt.of(best), "Satisfied at the selected tested pressure");
  }

  private boolean keeps(int value) {
    boolean kept = group.isKeptBy(probes.at(value), variable, log);
    if (kept) {
      mostKept = Math.max(mostKept, value);
    }
    return kept;
  }

  private Bracket rise(int start) {
    log.accept("Initial run passed. Finding upper bound...");
    int lower = start;
    while (true) {
      int upper = (int) Math.min(lower * 2L, bounds.upper());
      log.accept("Testing upper bound: " + upper);
      if (!keeps(upper)) {
        log.accept("Found upper bound violation at " + upper);
        return new Bracket(lower, upper);
      }
      lower = upper;
      if (upper == bounds.upper()) {
        log.accept("Reached upper bound limit: " + upper);
        return new Bracket(lower, upper);
      }
    }
  }

  /** The lower end is below the bounds where nothing keeps it. */
  private Bracket fall(int start) {
    log.accept("Initial run failed. Finding lower bound...");
    int upper = start;
    while (true) {
      int lower = Math.max(upper / 2, bounds.lower());
      log.accept("Testing lower bound: " + lower);
      if (keeps(lower)) {
        log.accept("Found valid lower bound at " + lower);
        return new Bracket(lower, upper);
      }
      upper = lower;
      if (lower == bounds.lower()) {
        return new Bracket(lower - 1, upper);
      }
    }
  }

  private int narrow(Bracket bracket) {
    log.accept("Binary search in [" + bracket.lower + ", " + bracket.upper + "]");
    // Known already, and said once more, as the tool does.
    if (keeps(bracket.upper)) {
      return bracket.upper;
    }
    int best = bracket.lower;
    int left = bracket.lower + 1;
    int right = bracket.upper - 1;
    while (left <= right) {
      int middle = (left + right) / 2;
      log.accept("Binary search checking: " + middle);
      if (keeps(middle)) {
        best = middle;
        left = middle + 1;
      } else {
        right = middle - 1;
      }
    }
    return best;
  }

  private Selection selection(OptionalInt selected, String reason) {
    return new Selection(group.text(), "constraint", selected, OptionalDouble.empty(), reason);
  }
}
