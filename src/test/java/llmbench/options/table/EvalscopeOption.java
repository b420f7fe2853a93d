package llmbench.options.table;

import llmbench.options.ToolVersion;

/** Starts the lines of evalscope's table: known to each of its versions unless they say more. */
public final class EvalscopeOption {

  private EvalscopeOption() {}

  /** An option with one value. */
  public static Option one(String name, ValueType type) {
    return evalscopes(Option.one(name, type));
  }

  /** A switch, off by default. */
  public static Option flag(String name) {
    return evalscopes(Option.flag(name)).byDefault("false");
  }

  /** A switch with a {@code --no-} form, neither by default. */
  public static Option onOff(String name) {
    return evalscopes(Option.onOff(name));
  }

  /** An option with any number of values. */
  public static Option any(String name, ValueType type) {
    return evalscopes(Option.any(name, type));
  }

  /** An option with one or more values. */
  public static Option some(String name, ValueType type) {
    return evalscopes(Option.some(name, type));
  }

  private static Option evalscopes(Option option) {
    return option.of(ToolVersion.Tool.EVALSCOPE);
  }
}
