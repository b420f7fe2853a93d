package llmbench.report.evalscope;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.options.syntax.PythonNumbers;

/**
 * What evalscope's page says of a sweep in words. Source: {@code build_best_config()} and {@code
 * build_recommendations()} in {@code evalscope/perf/utils/analysis_result.py} of 1.14.1.
 *
 * @param best what is best of which level: {@code Highest RPS}, {@code Lowest Latency}
 * @param recommendations whole sentences
 */
public record SweepAdvice(Map<String, String> best, List<String> recommendations) {

  /** Below it there are too many failures at the highest load. */
  private static final double ENOUGH_SUCCESS_PERCENT = 95;

  /** From here on the latency has grown too much. */
  private static final double MUCH_SLOWER = 3;

  public SweepAdvice {
    best = Collections.unmodifiableMap(new LinkedHashMap<>(best));
    recommendations = List.copyOf(recommendations);
  }

  /**
   * A level.
   *
   * @param number how many requests it was to have
   */
  public record Level(int number, LevelSheet sheet) {

    private boolean isOpenLoop() {
      return sheet.value(Row114.CONCURRENCY) == EvalscopeRun.NO_LIMIT;
    }

    private double load() {
      return sheet.value(isOpenLoop() ? Row114.REQUEST_RATE : Row114.CONCURRENCY);
    }

    private String name() {
      return isOpenLoop()
          ? "Rate %s rps / Number %d".formatted(PythonNumbers.repr(load()), number)
          : "Parallel %d / Number %d".formatted((long) load(), number);
    }

    private double requestRate() {
      return sheet.value(Row114.REQUESTS);
    }

    private double latency() {
      return sheet.value(Row114.LATENCY);
    }

    /** What could not be measured is no latency. */
    private double latencyIfAny() {
      return latency() >= 0 ? latency() : Double.POSITIVE_INFINITY;
    }
  }

  /** Of at least one level, in any order. */
  public static SweepAdvice of(List<Level> levels) {
    List<Level> sorted = levels.stream().sorted(Comparator.comparingDouble(Level::load)).toList();
    int highest = highest(sorted);
    Level fastest = sorted.get(highest);
    Level quickest =
        sorted.stream().min(Comparator.comparingDouble(Level::latencyIfAny)).orElseThrow();
    Map<String, String> best = new LinkedHashMap<>();
    best.put(
        "Highest RPS",
        fastest.name() + " (" + LevelCells.shown(fastest.sheet, Row114.REQUESTS) + " req/s)");
    best.put(
        "Lowest Latency",
        quickest.name() + " (" + LevelCells.shown(quickest.sheet, Row114.LATENCY) + " s)");
    return new SweepAdvice(best, recommendations(sorted, highest));
  }

  /** The place of the level with the highest request rate; of equals the first. */
  private static int highest(List<Level> sorted) {
    int highest = 0;
    for (int i = 1; i < sorted.size(); i++) {
      boolean higher = sorted.get(i).requestRate() > sorted.get(highest).requestRate();
      highest = higher ? i : highest;
    }
    return highest;
  }

  private static List<String> recommendations(List<Level> sorted, int highest) {
    List<String> all = new ArrayList<>();
    Level first = sorted.get(0);
    Level last = sorted.get(sorted.size() - 1);
    if (sorted.size() > 1) {
      if (highest == sorted.size() - 1) {
        all.add(
            "The system has not reached its performance bottleneck. Consider testing with higher"
                + " load levels.");
      } else if (highest == 0) {
        all.add("Consider lowering the load; it may be too high for the system.");
      } else {
        all.add("Optimal configuration appears to be around " + sorted.get(highest).name() + ".");
      }
    }
    if (last.sheet.successPercent() < ENOUGH_SUCCESS_PERCENT) {
      all.add(
          "Success rate at highest load (%s) is %s. Check system resources or reduce the load."
              .formatted(last.name(), LevelCells.success(last.sheet)));
    }
    double slower = last.latency() / first.latency();
    if (sorted.size() > 1 && first.latency() > 0 && slower > MUCH_SLOWER) {
      all.add(
          "Latency grew "
              + RoundedNumber.rounded(slower, 1).python()
              + "× from lowest to highest load. The system may be under significant stress.");
    }
    return all;
  }
}
