package llmbench.options.table;

import java.util.Map;

/** Who decides what a success is, in the tool's figures: a setting of ours. */
public final class CompatErrors {

  /** Its name. */
  public static final String OPTION = "compat-errors";

  private static final String OURS = "strict";
  private static final String TOOLS = "as-the-tool";

  static final Option SETTING =
      OurOption.choice(OPTION, OURS, TOOLS)
          .byDefault(OURS)
          .honoured("as-the-tool: in the tool's figures, a success is what it takes for one");

  private CompatErrors() {}

  /**
   * Whether a run's options leave it to the tool.
   *
   * @param options flag → value
   * @throws IllegalArgumentException when the option has neither of its values
   */
  public static boolean asTheTool(Map<String, String> options) {
    String value = options.getOrDefault(OPTION, OURS);
    if (!value.equals(OURS) && !value.equals(TOOLS)) {
      throw new IllegalArgumentException(
          OPTION + " is '" + value + "': give " + OURS + " or " + TOOLS);
    }
    return value.equals(TOOLS);
  }
}
