package llmbench.options.table;

import java.util.List;

/**
 * Options that belong together.
 *
 * @param title what they are about
 * @param options in the order in which they are shown
 */
public record OptionGroup(String title, List<Option> options) {

  public OptionGroup {
    options = List.copyOf(options);
  }
}
