package llmbench.options;

import java.util.List;

/**
 * Options that belong together.
 *
 * @param title what they are about
 * @param options in the order in which they are shown
 */
record OptionGroup(String title, List<Option> options) {

  OptionGroup {
    options = List.copyOf(options);
  }
}
