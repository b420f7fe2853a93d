package llmbench.verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A kind of doubt, with all levels of a run that raise it.
 *
 * @param levels names of those levels, at least one
 * @param doubt as the first of them has it
 */
public record LevelDoubt(List<String> levels, Doubt doubt) {

  private static final int MOST_NAMED = 8;

  public LevelDoubt {
    levels = List.copyOf(levels);
  }

  /**
   * Each kind once, in the order in which levels raise them.
   *
   * @param doubts by the level's name
   */
  public static List<LevelDoubt> gathered(Map<String, List<Doubt>> doubts) {
    Map<String, LevelDoubt> kinds = new LinkedHashMap<>();
    doubts.forEach(
        (level, all) ->
            all.forEach(
                doubt ->
                    kinds.merge(
                        doubt.name(), new LevelDoubt(List.of(level), doubt), LevelDoubt::and)));
    return List.copyOf(kinds.values());
  }

  private LevelDoubt and(LevelDoubt other) {
    return new LevelDoubt(
        Stream.concat(levels.stream(), other.levels.stream()).distinct().toList(), doubt);
  }

  /** What was found at the first level, and which others are like it. */
  public String message() {
    String message = levels.get(0) + ": " + doubt.message();
    if (levels.size() == 1) {
      return message;
    }
    List<String> others = levels.subList(1, levels.size());
    int more = others.size() - MOST_NAMED;
    return message
        + "; likewise "
        + String.join(", ", others.subList(0, Math.min(MOST_NAMED, others.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
