package llmbench.options;

import java.util.List;

/**
 * Models that take the place of the run's, one for each request.
 *
 * @param names in requests; at least one
 * @param isInTurn whether each has its turn; else they are drawn
 */
public record LoraModules(List<String> names, boolean isInTurn) {

  public LoraModules {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no names");
    }
  }
}
