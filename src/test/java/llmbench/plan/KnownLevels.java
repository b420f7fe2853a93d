package llmbench.plan;

import java.util.List;
import java.util.Optional;

/**
 * A list of levels, measured one after the other whatever comes of them.
 *
 * @param known at least one
 */
record KnownLevels(List<Level> known) implements Levels {

  KnownLevels {
    known = List.copyOf(known);
    if (known.isEmpty()) {
      throw new IllegalArgumentException("a plan needs a level");
    }
  }

  @Override
  public Optional<Level> next(List<LevelOutcome> before) {
    return before.size() < known.size() ? Optional.of(known.get(before.size())) : Optional.empty();
  }
}
