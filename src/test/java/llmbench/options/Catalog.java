package llmbench.options;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of every option that we know, in groups. */
final class Catalog {

  /** The order is that of the page, of {@code given} and of printed command lines. */
  private static final List<OptionGroup> GROUPS =
      List.of(
          TargetOptions.GROUP,
          ModelOptions.GROUP,
          RandomOptions.GROUP,
          LoadOptions.GROUP,
          SamplingOptions.GROUP,
          FigureOptions.GROUP,
          OutputOptions.GROUP,
          OtherDatasetOptions.LATER_GROUP,
          OtherDatasetOptions.NEVER_GROUP,
          MultiModalOptions.GROUP);

  private Catalog() {}

  static List<OptionGroup> groups() {
    return GROUPS;
  }

  /** The options that a version knows. */
  static List<Option> of(Compat compat) {
    return all().stream().filter(option -> option.isKnownTo(compat)).toList();
  }

  /** An option of a version by its full name; null when the version has none of that name. */
  static @Nullable Option find(Compat compat, String name) {
    for (Option option : of(compat)) {
      if (option.flags().contains("--" + name)) {
        return option;
      }
    }
    return null;
  }

  /** The versions of a tool that have an option of that name. */
  static List<Compat> knowing(Compat.Tool tool, String name) {
    List<Compat> knowing = new ArrayList<>();
    for (Compat compat : Compat.values()) {
      if (compat.tool() == tool && find(compat, name) != null) {
        knowing.add(compat);
      }
    }
    return knowing;
  }

  private static List<Option> all() {
    return GROUPS.stream().flatMap(group -> group.options().stream()).toList();
  }
}
