package llmbench.options.syntax;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Known names that an unknown one may have been meant to be. */
public final class Nearest {

  private static final int MAX_NAMES = 3;

  /** Shorter names than this are part of too many others. */
  private static final int MIN_PART = 4;

  private Nearest() {}

  /** The nearest few, best first; empty when none is near. */
  static List<String> of(String name, List<String> known) {
    int far = Math.max(2, name.length() / 3);
    Map<String, Integer> distances = new TreeMap<>();
    for (String candidate : known) {
      int distance = distance(name, candidate);
      if (distance <= far) {
        distances.put(candidate, distance);
      } else if (isPart(name, candidate)) {
        distances.put(candidate, far + 1);
      }
    }
    return distances.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry<String, Integer>::getValue))
        .limit(MAX_NAMES)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A question to end a problem with, each name after a prefix; empty when none is near. */
  public static String question(String name, List<String> known, String prefix) {
    List<String> nearest = of(name, known);
    if (nearest.isEmpty()) {
      return "";
    }
    return nearest.stream()
        .map(each -> prefix + each)
        .collect(Collectors.joining(" or ", "; did you mean ", "?"));
  }

  /**
   * Whether one is the other, or one slip of the fingers away: a letter more, less or another, or
   * two neighbours in the wrong order.
   */
  public static boolean isSlip(String one, String other) {
    if (Math.abs(one.length() - other.length()) > 1) {
      return false;
    }
    int at = 0;
    while (at < one.length() && at < other.length() && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    String rest = behind(one, at + 1);
    String otherRest = behind(other, at + 1);
    return rest.equals(otherRest)
        || one.substring(at).equals(otherRest)
        || rest.equals(other.substring(at))
        || isSwapped(one.substring(at), other.substring(at));
  }

  private static String behind(String name, int at) {
    return at < name.length() ? name.substring(at) : "";
  }

  /** Whether the first two letters of one are those of the other in the wrong order. */
  private static boolean isSwapped(String one, String other) {
    return one.length() == other.length()
        && one.length() > 1
        && one.charAt(0) == other.charAt(1)
        && one.charAt(1) == other.charAt(0)
        && one.substring(2).equals(other.substring(2));
  }

  private static boolean isPart(String name, String candidate) {
    return (name.length() >= MIN_PART && candidate.contains(name))
        || (candidate.length() >= MIN_PART && name.contains(candidate));
  }

  /** Levenshtein's distance. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
