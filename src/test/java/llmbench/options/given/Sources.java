package llmbench.options.given;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import llmbench.options.syntax.Escapes;
import org.jspecify.annotations.Nullable;

/**
 * Where options are read from.
 *
 * @param bench the command line in {@code -Dbench}; null when there is none
 * @param properties every system property {@code llm.…}, by its full name. Among them are {@code
 *     llm.config}, {@code llm.compat} and {@code llm.server}
 * @param others every other system property: among them may be one that was meant for one of these
 */
public record Sources(
    @Nullable String bench, Map<String, String> properties, Map<String, String> others) {

  private static final String BENCH = "bench";
  public static final String PREFIX = "llm.";
  private static final List<String> SERVER_NAMES =
      List.of(
          "llm.url",
          "llm.base-url",
          "llm.base_url",
          "llm.base-urls",
          "llm.base_urls",
          "llm.host",
          "llm.port");

  public Sources {
    properties = Map.copyOf(properties);
    others = Map.copyOf(others);
  }

  /** Sources beside which there is nothing else. */
  public Sources(@Nullable String bench, Map<String, String> properties) {
    this(bench, properties, Map.of());
  }

  /** The same with other properties of ours. */
  public Sources with(Map<String, String> ours) {
    return new Sources(bench, ours, others);
  }

  /** The same without one property of ours. */
  public Sources without(String property) {
    Map<String, String> rest = new TreeMap<>(properties);
    rest.remove(property);
    return with(rest);
  }

  /** The option that one of our properties sets: underscores do for dashes. */
  public static String option(String property) {
    return property.substring(PREFIX.length()).replace('_', '-');
  }

  /**
   * The same with these options.
   *
   * @param options by their names without dashes in front; they take the place of what was given
   */
  public Sources withOptions(Map<String, String> options) {
    Map<String, String> given = new TreeMap<>(withoutOptions(options.keySet()).properties);
    options.forEach((name, value) -> given.put(PREFIX + name, value));
    return with(given);
  }

  /** The same without these options; what a command line has of them stays. */
  public Sources withoutOptions(Set<String> names) {
    Map<String, String> rest = new TreeMap<>(properties);
    rest.keySet().removeIf(property -> names.contains(option(property)));
    return with(rest);
  }

  /** Whether a server is named, by a command line (its default counts) or a property. */
  public boolean namesServer() {
    return bench != null || SERVER_NAMES.stream().anyMatch(properties::containsKey);
  }

  /** Names no value: any may be a secret. */
  @Override
  public String toString() {
    return "Sources[bench "
        + (bench == null ? "absent" : "given")
        + ", "
        + properties.keySet()
        + "]";
  }

  /**
   * The sources among system properties that Gatling's Maven plugin has passed on: it writes every
   * value as a Java literal ({@code \\"} for a quote), which is undone here.
   */
  public static Sources ofGatlingPlugin(Properties system) {
    Properties plain = new Properties();
    for (String name : system.stringPropertyNames()) {
      plain.setProperty(name, Escapes.ofJavaLiteral(system.getProperty(name)));
    }
    return of(plain);
  }

  /** The sources among system properties. */
  public static Sources of(Properties system) {
    Map<String, String> properties = new TreeMap<>();
    Map<String, String> others = new TreeMap<>();
    for (String name : system.stringPropertyNames()) {
      if (!name.equals(BENCH)) {
        (name.startsWith(PREFIX) ? properties : others).put(name, system.getProperty(name));
      }
    }
    return new Sources(system.getProperty(BENCH), properties, others);
  }
}
