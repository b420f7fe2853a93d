package llmbench.options;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads options in tests, with a request id prefix that doesn't change. */
final class Reading {

  static final String PREFIX = "bench-0a1b2c3d-";

  /** The seed that is drawn. */
  static final long SEED = 3_735_928_559L;

  private Reading() {}

  static BenchOptions bench(String line) {
    return read(new Sources(line, Map.of()));
  }

  /** Properties as name, value, name, value …; names without {@code llm.}. */
  static BenchOptions properties(String... namesAndValues) {
    return read(new Sources(null, map(namesAndValues)));
  }

  static BenchOptions both(String line, String... namesAndValues) {
    return read(new Sources(line, map(namesAndValues)));
  }

  static BenchOptions read(Sources sources) {
    return new OptionsReader(() -> PREFIX, () -> SEED).read(sources);
  }

  /** The message of what is refused. */
  static String problems(String line, String... namesAndValues) {
    return problems(new Sources(line, map(namesAndValues)));
  }

  static String problems(Sources sources) {
    try {
      read(sources);
    } catch (OptionsException e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("taken without a problem: " + sources);
  }

  static Map<String, String> map(String... namesAndValues) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put("llm." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return properties;
  }
}
