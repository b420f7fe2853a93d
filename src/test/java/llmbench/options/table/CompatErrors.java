package llmbench.options.table;

import java.util.Optional;

/** Who decides what a success is, in the tool's figures: a setting of ours. */
public final class CompatErrors {

  /** Its name. */
  public static final String OPTION = "compat-errors";

  private static final String OURS = "strict";
  private static final String TOOLS = "as-the-tool";

  static final Option SETTING =
      OurOption.choice(OPTION, OURS, TOOLS)
          .byDefault(OURS)
          .honoured("as-the-tool: in the tool's figures, what the tool takes for a success is one");

  private CompatErrors() {}

  /**
   * Whether a run leaves it to the tool.
   *
   * @param given the option's value; empty where it has none
   * @throws IllegalArgumentException when the option has neither of its values
   */
  public static boolean asTheTool(Optional<String> given) {
    String value = given.orElse(OURS);
    if (!value.equals(OURS) && !value.equals(TOOLS)) {
      throw new IllegalArgumentException(
          OPTION + " is '" + value + "': give " + OURS + " or " + TOOLS);
    }
    return value.equals(TOOLS);
  }
}
