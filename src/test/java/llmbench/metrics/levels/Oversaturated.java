package llmbench.metrics.levels;

import java.util.ArrayList;
import java.util.List;
import llmbench.latency.LatencyMetric;

/** Levels that bring nothing: no more throughput than a lower one, for more latency. */
public final class Oversaturated {

  /** Two measurements of one level differ by so much, as a share. */
  public static final double USUAL_NOISE = 0.03;

  private Oversaturated() {}

  /**
   * Places of the levels than which one with less load has as much throughput, within the noise,
   * and a lower mean latency, by more than twice the noise.
   *
   * @param levels in any order; one without successes is told by none
   * @param noise by which share two measurements of one level differ
   */
  public static List<Integer> of(List<LevelFigures> levels, double noise) {
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < levels.size(); place++) {
      LevelFigures level = levels.get(place);
      if (levels.stream().anyMatch(other -> isWorse(level, other, noise))) {
        places.add(place);
      }
    }
    return places;
  }

  private static boolean isWorse(LevelFigures level, LevelFigures other, double noise) {
    return other.load() < level.load()
        && other.outputThroughput() > 0
        && level.outputThroughput() <= (1 + noise) * other.outputThroughput()
        && latency(level) > (1 + 2 * noise) * latency(other);
  }

  private static double latency(LevelFigures level) {
    return level.of(LatencyMetric.E2EL).mean();
  }
}
