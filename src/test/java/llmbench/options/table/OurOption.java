package llmbench.options.table;

import llmbench.options.ToolVersion;

/** Starts the lines of our own settings: known to every version of both tools. */
final class OurOption {

  private OurOption() {}

  /** A setting with one value. */
  static Option one(String name, ValueType type) {
    return of(Option.one(name, type));
  }

  /** A setting with one of some words. */
  static Option choice(String name, String... choices) {
    return of(Option.choice(name, choices));
  }

  /** A setting with one or more values. */
  static Option some(String name, ValueType type) {
    return of(Option.some(name, type));
  }

  /** A switch, off by default. */
  static Option flag(String name) {
    return of(Option.flag(name)).byDefault("false");
  }

  /** A switch with a {@code --no-} form, neither by default. */
  static Option onOff(String name) {
    return of(Option.onOff(name));
  }

  private static Option of(Option option) {
    return option.of(ToolVersion.Tool.values());
  }
}
