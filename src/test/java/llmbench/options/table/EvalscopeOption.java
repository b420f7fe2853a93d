package llmbench.options.table;

import static llmbench.options.ToolVersion.EVALSCOPE_1_1;
import static llmbench.options.ToolVersion.EVALSCOPE_1_14;

/** Starts the lines of evalscope's table: known to both of its versions unless they say more. */
final class EvalscopeOption {

  private EvalscopeOption() {}

  /** An option with one value. */
  static Option one(String name, ValueType type) {
    return both(Option.one(name, type));
  }

  /** A switch, off by default. */
  static Option flag(String name) {
    return both(Option.flag(name)).byDefault("false");
  }

  /** A switch with a {@code --no-} form, neither by default. */
  static Option onOff(String name) {
    return both(Option.onOff(name));
  }

  /** An option with any number of values. */
  static Option any(String name, ValueType type) {
    return both(Option.any(name, type));
  }

  /** An option with one or more values. */
  static Option some(String name, ValueType type) {
    return both(Option.some(name, type));
  }

  private static Option both(Option option) {
    return option.in(EVALSCOPE_1_14, EVALSCOPE_1_1);
  }
}
