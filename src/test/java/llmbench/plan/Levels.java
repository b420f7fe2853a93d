package llmbench.plan;

import java.util.List;
import java.util.Optional;

/** The levels of a plan, one after the other: a list that is known before, or a search. */
public interface Levels {

  /** Those that are known before the first is measured, in their order; at least one. */
  List<Level> known();

  /**
   * The level that is measured next.
   *
   * @param before what those before it came to, in their order; empty for the first
   * @return empty when the plan is done
   */
  Optional<Level> next(List<LevelOutcome> before);

  /** Levels that are all known. */
  static Levels of(List<Level> levels) {
    return new KnownLevels(levels);
  }
}
