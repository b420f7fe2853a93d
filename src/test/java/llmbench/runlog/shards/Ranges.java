package llmbench.runlog.shards;

import java.util.ArrayList;
import java.util.List;

/** Ascending numbers in words: {@code 1, 3 to 7 and 9}. */
final class Ranges {

  private Ranges() {}

  static String of(List<Integer> ascending) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from < ascending.size()) {
      int to = from;
      while (to + 1 < ascending.size() && ascending.get(to + 1) == ascending.get(to) + 1) {
        to++;
      }
      if (to - from >= 2) {
        parts.add(ascending.get(from) + " to " + ascending.get(to));
      } else {
        ascending.subList(from, to + 1).forEach(number -> parts.add(String.valueOf(number)));
      }
      from = to + 1;
    }
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }
}
