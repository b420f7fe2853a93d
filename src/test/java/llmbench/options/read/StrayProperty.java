package llmbench.options.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import llmbench.options.ToolVersion;
import llmbench.options.catalog.Catalog;
import llmbench.options.given.Sources;
import llmbench.options.syntax.Nearest;
import llmbench.options.table.Option;
import org.jspecify.annotations.Nullable;

/**
 * A system property that is none of ours, but was most likely meant to be one. Ignored, it would
 * leave a run that was meant for a real server to the simulated one, and green.
 *
 * @param name as it was written
 * @param meant the property that it is close to
 */
record StrayProperty(String name, String meant) {

  /** Settings that are no options of a run, but say how options are read. */
  static final List<String> READING = List.of("check", "compat", "config", "server");

  private static final String BENCH = "bench";
  private static final String LLM = "llm";

  /** A first part, what divides it from the rest, and the rest. */
  private static final Pattern PARTS = Pattern.compile("(\\w*?)([._:-])(.+)");

  private static final Pattern COMMAND_LINE =
      Pattern.compile("\\s*(vllm bench|evalscope perf)\\b.*");

  /** Words of one part that others may use as well, but that in a benchmark name its server. */
  private static final Set<String> SERVER_WORDS = Set.of("url", "host", "port", "model");

  /** Shorter names are one letter away from too many others. */
  private static final int SHORTEST_MISSPELT = 5;

  /** Those among properties of others, in the order of their names. */
  static List<StrayProperty> among(Map<String, String> others) {
    List<StrayProperty> strays = new ArrayList<>();
    new TreeMap<>(others)
        .forEach(
            (name, value) -> {
              String meant = meant(name, value);
              if (meant != null) {
                strays.add(new StrayProperty(name, meant));
              }
            });
    return strays;
  }

  private static @Nullable String meant(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean isLine = lower.indexOf('.') < 0 && COMMAND_LINE.matcher(value).matches();
    if (isLine || Nearest.isSlip(lower, BENCH)) {
      return BENCH;
    }
    String dashed = lower.replace('_', '-');
    Matcher parts = PARTS.matcher(lower);
    if (parts.matches() && Nearest.isSlip(parts.group(1), LLM)) {
      String rest = parts.group(3).replace('_', '-');
      String option = option(rest);
      boolean otherCase = lower.startsWith(Sources.PREFIX);
      return option == null && !otherCase
          ? null
          : Sources.PREFIX + (option == null ? rest : option);
    }
    boolean telling = dashed.indexOf('-') > 0 || SERVER_WORDS.contains(dashed);
    String option = telling ? option(dashed) : null;
    return option == null ? null : Sources.PREFIX + option;
  }

  /** The setting of that name, or the one that is a slip away from it; null when there is none. */
  private static @Nullable String option(String name) {
    Set<String> names = names();
    if (names.contains(name)) {
      return name;
    }
    return names.stream()
        .filter(known -> known.length() >= SHORTEST_MISSPELT && Nearest.isSlip(name, known))
        .findFirst()
        .orElse(null);
  }

  private static Set<String> names() {
    Set<String> names = new TreeSet<>(READING);
    for (ToolVersion version : ToolVersion.values()) {
      Stream.concat(Catalog.of(version).stream(), Catalog.ours(version).stream())
          .map(Option::flags)
          .forEach(
              flags ->
                  flags.stream()
                      .filter(flag -> flag.startsWith("--"))
                      .forEach(flag -> names.add(flag.substring(2))));
    }
    return names;
  }
}
