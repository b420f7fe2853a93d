package llmbench.options.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.options.BenchOptions;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;

/** Reads options in tests, with a request id prefix that doesn't change. */
public final class Reading {

  public static final String PREFIX = "bench-0a1b2c3d-";

  /** The seed that is drawn. */
  public static final long SEED = 3_735_928_559L;

  private Reading() {}

  public static BenchOptions bench(String line) {
    return read(new Sources(line, Map.of()));
  }

  /** Properties as name, value, name, value …; names without {@code llm.}. */
  public static BenchOptions properties(String... namesAndValues) {
    return read(new Sources(null, map(namesAndValues)));
  }

  public static BenchOptions both(String line, String... namesAndValues) {
    return read(new Sources(line, map(namesAndValues)));
  }

  public static BenchOptions read(Sources sources) {
    return new OptionsReader(() -> PREFIX, () -> SEED).read(sources);
  }

  /** The message of what is refused. */
  public static String problems(String line, String... namesAndValues) {
    return problems(new Sources(line, map(namesAndValues)));
  }

  public static String problems(Sources sources) {
    try {
      read(sources);
    } catch (OptionsException e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("taken without a problem: " + sources);
  }

  public static Map<String, String> map(String... namesAndValues) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put("llm." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return properties;
  }
}
