package llmbench.options.read;

import java.util.ArrayList;
import java.util.Collections;
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

  /** The other tool's part; that of {@code vllm.} is a slip away from {@code llm.}. */
  private static final String EVALSCOPE = "evalscope";

  /** Options whose names Maven, its plugins or a build may have for something else. */
  static final Set<String> GENERIC =
      Set.of("debug", "help", "label", "name", "parallel", "profile");

  /** Shorter names are one letter away from too many others. */
  private static final int SHORTEST_MISSPELT = 5;

  /** The same of names that are one word, which others may well have. */
  private static final int SHORTEST_MISSPELT_WORD = 6;

  private static final Set<String> NAMES = allNames();

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
    if (parts.matches() && isOurPart(parts.group(1))) {
      String rest = parts.group(3).replace('_', '-');
      String option = option(rest, SHORTEST_MISSPELT);
      boolean ours = lower.startsWith(Sources.PREFIX) || lower.startsWith(BENCH + ".");
      return option == null && !ours ? null : Sources.PREFIX + (option == null ? rest : option);
    }
    boolean word = dashed.indexOf('-') < 0;
    String option =
        GENERIC.contains(dashed)
            ? null
            : option(dashed, word ? SHORTEST_MISSPELT_WORD : SHORTEST_MISSPELT);
    return option == null ? null : Sources.PREFIX + option;
  }

  private static boolean isOurPart(String part) {
    return Nearest.isSlip(part, LLM) || Nearest.isSlip(part, BENCH) || part.equals(EVALSCOPE);
  }

  /** The setting of that name, or the one that is a slip away from it; null when there is none. */
  private static @Nullable String option(String name, int shortestMisspelt) {
    if (NAMES.contains(name)) {
      return name;
    }
    return NAMES.stream()
        .filter(known -> known.length() >= shortestMisspelt && Nearest.isSlip(name, known))
        .findFirst()
        .orElse(null);
  }

  /** Every name of a setting that a benchmark may have. */
  static Set<String> names() {
    return NAMES;
  }

  private static Set<String> allNames() {
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
    return Collections.unmodifiableSet(names);
  }
}
