package llmbench.metrics.levels;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The level beyond which throughput stops paying for its latency.
 *
 * @param kind how it was found
 * @param load where it is, which may be between two levels
 * @param place of the level that is nearest to it, as a ratio
 */
public record Knee(Kind kind, double load, int place) {

  /** How a knee was found. */
  public enum Kind {
    /** Throughput stays as it is from there on ({@link Saturation}): what is beyond only waits. */
    SATURATED,
    /**
     * Throughput still grows, and from there on by less, in percent, than latency does: the largest
     * ratio of the two, Kleinrock's power ("Power and deterministic rules of thumb for
     * probabilistic problems in computer communications", 1979).
     */
    DIMINISHING
  }

  /**
   * That of these levels.
   *
   * @return empty where there are fewer than four loads, and where throughput pays up to the last
   */
  public static Optional<Knee> of(List<LevelFigures> levels) {
    return Saturation.of(levels).flatMap(saturation -> of(levels, saturation));
  }

  private static Optional<Knee> of(List<LevelFigures> levels, Saturation saturation) {
    if (saturation.capacity().isPresent()) {
      return Optional.of(at(Kind.SATURATED, saturation.capacity().getAsDouble(), levels));
    }
    // Of load/(a + b·load) over its latency a + b·load.
    double power = saturation.curve().alone() / saturation.curve().each();
    double last = levels.stream().mapToDouble(LevelFigures::load).max().orElseThrow();
    return power > 0 && power < last
        ? Optional.of(at(Kind.DIMINISHING, power, levels))
        : Optional.empty();
  }

  private static Knee at(Kind kind, double load, List<LevelFigures> levels) {
    int nearest =
        IntStream.range(0, levels.size())
            .boxed()
            .min(
                Comparator.comparingDouble(
                    place -> Math.abs(Math.log(levels.get(place).load() / load))))
            .orElseThrow();
    return new Knee(kind, load, nearest);
  }
}
