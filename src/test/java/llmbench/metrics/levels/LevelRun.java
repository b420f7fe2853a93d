package llmbench.metrics.levels;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What is kept of one measurement of a level: a few numbers, however large it was.
 *
 * @param name of its directory
 * @param setting what it measures; those that repeat each other have the same
 * @param atOnce how many requests it was to have in flight; empty without a limit
 * @param perSecond how many requests a second it was to send; infinite without a limit
 * @param succeeded requests
 * @param failed requests
 * @param statistics that it has
 * @param slos that were asked for, and whether it kept them, in their order
 */
public record LevelRun(
    String name,
    String setting,
    OptionalInt atOnce,
    double perSecond,
    long succeeded,
    long failed,
    Map<LevelStatistic, Double> statistics,
    Map<String, Boolean> slos) {

  public LevelRun {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException(name + " is a level of " + perSecond + " a second");
    }
    statistics = Map.copyOf(statistics);
    slos = Collections.unmodifiableMap(new LinkedHashMap<>(slos));
  }

  long requests() {
    return succeeded + failed;
  }
}
