package llmbench.options.given;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one source gives, each option at most once, by the name under which it counts. */
public final class Level {

  private Level() {}

  /**
   * Sorts what was given.
   *
   * @param lastWins whether a later value of the same name replaces an earlier one, as on a command
   *     line. Two names of one option with different values are a problem in any case
   */
  public static Map<String, Given> of(List<Given> all, boolean lastWins, Problems problems) {
    Map<String, Given> byName = new LinkedHashMap<>();
    for (Given given : all) {
      String name = given.option().name();
      byName.put(lastWins ? name : given.flag() + given.source() + name, given);
    }
    Map<String, Given> level = new LinkedHashMap<>();
    for (Given given : byName.values()) {
      Given first = level.putIfAbsent(given.option().canonical(), given);
      if (first != null && !first.sameAs(given)) {
        problems.addDifferent(first, given);
      }
    }
    return level;
  }
}
