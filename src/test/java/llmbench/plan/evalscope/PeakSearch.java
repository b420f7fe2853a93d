package llmbench.plan.evalscope;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import llmbench.metrics.numbers.ShownNumber;
import org.jspecify.annotations.Nullable;

/**
 * Searches for the load at which a metric is the most or the least: climbs from the start in steps
 * that double, then halves by the slope between neighbours. It takes for granted that there is one
 * peak, and that loads whose requests all succeed are the small ones. Source: {@code
 * SLAAutoTuner._tune_optimization()} of {@code evalscope/perf/sla/sla_run.py}, 1.14.1.
 */
final class PeakSearch {

  private final SlaGroup group;
  private final SlaMetric metric;
  private final SlaCondition.Kind extreme;
  private final Bounds bounds;
  private final Probes probes;
  private final Consumer<String> log;

  /** Every load that was measured. */
  private final Map<Integer, Probe> measured = new TreeMap<>();

  /**
   * A search.
   *
   * @param group has one metric, and asks for the most or the least of it
   */
  PeakSearch(SlaGroup group, Bounds bounds, Probes probes, Consumer<String> log) {
    this.group = group;
    Map.Entry<SlaMetric, SlaCondition> only = group.conditions().entrySet().iterator().next();
    this.metric = only.getKey();
    this.extreme = only.getValue().kind();
    this.bounds = bounds;
    this.probes = probes;
    this.log = log;
  }

  /** Both ends may be what is searched for. */
  private record Bracket(int left, int right) {

    static Bracket of(int one, int other) {
      return new Bracket(Math.min(one, other), Math.max(one, other));
    }
  }

  Selection from(int start) {
    log.accept("Optimization mode: %s for %s".formatted(extreme.sign(), metric.label()));
    Optional<Bracket> bracket =
        score(start) == null ? belowFailed(start) : Optional.of(around(start));
    bracket.ifPresent(this::narrow);
    return best();
  }

  /** What counts of a load; null where a request failed, or a run has no such metric. */
  private @Nullable Double score(int value) {
    Probe probe = measured.computeIfAbsent(value, probes::at);
    OptionalDouble found = probe.value(metric);
    return probe.isWhole() && found.isPresent() ? found.getAsDouble() : null;
  }

  private boolean improves(@Nullable Double score, @Nullable Double on) {
    if (score == null) {
      return false;
    }
    return on == null || (extreme == SlaCondition.Kind.MAX ? score > on : score < on);
  }

  private boolean isNotWorse(@Nullable Double score, @Nullable Double than) {
    if (score == null) {
      return false;
    }
    return than == null || (extreme == SlaCondition.Kind.MAX ? score >= than : score <= than);
  }

  /** Both are there and the same: the tool compares what reports show, so that this happens. */
  private static boolean isLevel(@Nullable Double one, @Nullable Double other) {
    return one != null && other != null && one.doubleValue() == other.doubleValue();
  }

  /** The loads that succeed, of a start that fails. */
  private Optional<Bracket> belowFailed(int start) {
    if (score(bounds.lower()) == null) {
      return Optional.empty();
    }
    int left = bounds.lower();
    int right = start - 1;
    while (left < right) {
      int middle = (left + right + 1) / 2;
      if (score(middle) != null) {
        left = middle;
      } else {
        right = middle - 1;
      }
    }
    return Optional.of(new Bracket(bounds.lower(), left));
  }

  private Bracket around(int start) {
    int direction = direction(start);
    return direction == 0 ? new Bracket(start, start) : climb(start, direction);
  }

  /** Where it gets better from here: −1 for less load, 1 for more, 0 for neither. */
  private int direction(int start) {
    Double here = score(start);
    Double left = start > bounds.lower() ? score(start - 1) : null;
    Double right = start < bounds.upper() ? score(start + 1) : null;
    if (improves(left, here)) {
      return -1;
    }
    if (improves(right, here)) {
      return 1;
    }
    // Neighbours that are the same say nothing: what is beyond the plain does.
    Bracket plain = plain(new Bracket(start, start), bounds.lower(), bounds.upper());
    if (plain.left > bounds.lower() && improves(score(plain.left - 1), here)) {
      return -1;
    }
    return plain.right < bounds.upper() && improves(score(plain.right + 1), here) ? 1 : 0;
  }

  /** How far to both sides the score stays the same, within these loads. */
  private Bracket plain(Bracket known, int least, int most) {
    Double here = score(known.left);
    int left = known.left;
    int right = known.right;
    while (left > least && isLevel(score(left - 1), here)) {
      left--;
    }
    while (right < most && isLevel(score(right + 1), here)) {
      right++;
    }
    return new Bracket(left, right);
  }

  private Bracket climb(int start, int direction) {
    int previous = start;
    int current = start + direction;
    long step = direction;
    while (bounds.hold(current + step)) {
      int candidate = (int) (current + step);
      Double found = score(candidate);
      Double before = score(current);
      // A narrow peak may lie between two loads with the same score.
      if (isLevel(found, before) && hasBetterBetween(previous, candidate)) {
        return Bracket.of(previous, candidate);
      }
      if (!isNotWorse(found, before)) {
        return Bracket.of(previous, candidate);
      }
      previous = current;
      current = candidate;
      step *= 2;
    }
    int edge = direction > 0 ? bounds.upper() : bounds.lower();
    if (current == edge) {
      return Bracket.of(previous, current);
    }
    var unused = score(edge);
    return Bracket.of(previous, edge);
  }

  private boolean hasBetterBetween(int one, int other) {
    Double level = score(other);
    for (int value = Math.min(one, other) + 1; value < Math.max(one, other); value++) {
      if (improves(score(value), level)) {
        return true;
      }
    }
    return false;
  }

  private void narrow(Bracket bracket) {
    int left = bracket.left;
    int right = bracket.right;
    while (left < right) {
      int middle = (left + right) / 2;
      Double here = score(middle);
      Double next = score(middle + 1);
      if (isLevel(next, here)) {
        Bracket plain = plain(new Bracket(middle, middle + 1), left, right);
        if (plain.left > left && improves(score(plain.left - 1), here)) {
          right = plain.left - 1;
        } else if (plain.right < right && improves(score(plain.right + 1), here)) {
          left = plain.right + 1;
        } else {
          return;
        }
      } else if (improves(next, here)) {
        left = middle + 1;
      } else {
        right = middle;
      }
    }
  }

  /** Of all loads that were measured; of equals the least. */
  private Selection best() {
    Comparator<Probe> byScore = Comparator.comparingDouble(probe -> probe.values().get(metric));
    return measured.values().stream()
        .filter(group::isKeptBy)
        .min(
            (extreme == SlaCondition.Kind.MAX ? byScore.reversed() : byScore)
                .thenComparingInt(Probe::value))
        .map(
            probe -> {
              double value = probe.value(metric).orElseThrow();
              String shown = ShownNumber.of(value, metric.shownDecimals()) + " " + metric.unit();
              return selection(
                  OptionalInt.of(probe.value()),
                  OptionalDouble.of(value),
                  "Best observed " + metric.label() + ": " + shown);
            })
        .orElseGet(
            () ->
                selection(
                    OptionalInt.empty(),
                    OptionalDouble.empty(),
                    "No run passed the 100% success gate with the required metric"));
  }

  private Selection selection(OptionalInt selected, OptionalDouble observed, String reason) {
    return new Selection(group.text(), extreme.sign(), selected, observed, reason);
  }
}
