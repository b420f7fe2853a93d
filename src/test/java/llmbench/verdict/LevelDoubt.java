package llmbench.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    Map<String, List<String>> levels = new LinkedHashMap<>();
    Map<String, Doubt> first = new LinkedHashMap<>();
    doubts.forEach(
        (level, all) ->
            all.forEach(
                doubt -> {
                  first.putIfAbsent(doubt.name(), doubt);
                  List<String> with =
                      levels.computeIfAbsent(doubt.name(), kind -> new ArrayList<>());
                  if (!with.contains(level)) {
                    with.add(level);
                  }
                }));
    return first.values().stream()
        .map(doubt -> new LevelDoubt(levels.get(doubt.name()), doubt))
        .toList();
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
