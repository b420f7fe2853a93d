package llmbench.options.recorded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import llmbench.options.ToolVersion;
import llmbench.options.syntax.ShellWords;
import llmbench.options.table.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Options as texts: run.json's flat ones, and arguments in their place. The file may have been
 * edited and the arguments mistyped, so each error says where.
 */
final class OptionTexts {

  private final Map<String, String> options;
  private final Set<String> arguments;

  OptionTexts(Map<String, String> recorded, Map<String, String> arguments) {
    Map<String, String> all = new LinkedHashMap<>(recorded);
    all.putAll(arguments);
    options = all;
    this.arguments = Set.copyOf(arguments.keySet());
  }

  /** The text as it is; empty when it is missing. */
  Optional<String> raw(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** The first of these that is there and not blank; empty when none is. */
  String first(String... names) {
    return Stream.of(names)
        .map(name -> text(name, ""))
        .filter(t -> !t.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** The text, or {@code otherwise} when it is missing or blank. */
  String text(String name, String otherwise) {
    String value = options.get(name);
    return value == null || value.isBlank() ? otherwise : value;
  }

  /** Whether a switch is on. */
  boolean is(String name) {
    return "true".equals(options.get(name));
  }

  Optional<ToolVersion> compat() {
    String label = text("compat", "");
    if (label.isEmpty()) {
      return Optional.empty();
    }
    Optional<ToolVersion> named = ToolVersion.labelled(label);
    if (named.isEmpty()) {
      throw wrong("compat", label, ToolVersion.labels().replaceFirst(", ([^,]*)$", " or $1"));
    }
    return named;
  }

  OptionalInt optionalInt(String name) {
    String value = text(name, "");
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(value.strip()));
    } catch (NumberFormatException notOne) {
      throw wrong(name, value, "a whole number");
    }
  }

  /** A number that is only said to people: what is none is as if it were missing. */
  OptionalInt anyInt(String name) {
    try {
      return OptionalInt.of(Integer.parseInt(text(name, "").strip()));
    } catch (NumberFormatException odd) {
      return OptionalInt.empty();
    }
  }

  double number(String name, double otherwise) {
    String value = text(name, "");
    return value.isEmpty() ? otherwise : parse(name, value);
  }

  /** Names between commas, taken as they stand: vLLM bench doesn't trim them either. */
  List<String> names(String name, String otherwise) {
    return List.of(text(name, otherwise).split(",", -1));
  }

  List<Double> numbers(String name, String otherwise) {
    List<Double> numbers = new ArrayList<>();
    for (String word : text(name, otherwise).split(",", -1)) {
      numbers.add(parse(name, word));
    }
    return numbers;
  }

  /** {@code ttft:200 tpot:10}. */
  Map<String, Double> limits(String name) {
    Map<String, Double> limits = new LinkedHashMap<>();
    for (String word : words(name)) {
      String misfit = arguments.contains(name) ? ValueType.GOODPUT.misfit(word) : null;
      if (misfit != null) {
        throw new IllegalArgumentException("--" + name + " has '" + word + "': " + misfit);
      }
      int colon = word.indexOf(':');
      if (colon < 1) {
        throw wrong(name, word, "metric:milliseconds, such as ttft:200");
      }
      limits.put(word.substring(0, colon), parse(name, word.substring(colon + 1)));
    }
    return limits;
  }

  /** {@code a=b 'c=d e'}. */
  Map<String, String> pairs(String name) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String word : words(name)) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        throw wrong(name, word, "KEY=VALUE");
      }
      pairs.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return pairs;
  }

  /** Values of many words are joined as a shell's, with quotes where one holds blanks. */
  private List<String> words(String name) {
    return ShellWords.split(text(name, ""));
  }

  private double parse(String name, String value) {
    String word = value.strip();
    if (word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException notOne) {
      throw wrong(name, value, "a number");
    }
  }

  private IllegalArgumentException wrong(String name, @Nullable String value, String expected) {
    return new IllegalArgumentException(
        (arguments.contains(name) ? "--" : "the run's option ")
            + name
            + " is '"
            + value
            + "': give "
            + expected);
  }
}
