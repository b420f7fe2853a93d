package llmbench.report.vllm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import llmbench.options.ToolVersion;
import llmbench.options.syntax.ShellWords;
import org.jspecify.annotations.Nullable;

/** Reads run.json's flat options. The file may have been edited, so each error says where. */
final class FlatOptions {

  private final Map<String, String> options;

  FlatOptions(Map<String, String> options) {
    this.options = options;
  }

  /** A copy that nobody can change and that keeps the order, which {@code Map.copyOf} does not. */
  static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** The text, or {@code otherwise} when it is missing or blank. */
  String text(String name, String otherwise) {
    String value = options.get(name);
    return value == null || value.isBlank() ? otherwise : value;
  }

  ToolVersion compat() {
    String label = text("compat", ToolVersion.VLLM_0_32.label());
    for (ToolVersion compat : ToolVersion.values()) {
      if (compat.label().equals(label)) {
        return compat;
      }
    }
    throw wrong("compat", label, "vllm-0.32, vllm-0.11, evalscope-1.14 or evalscope-1.1");
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

  private static double parse(String name, String value) {
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

  private static IllegalArgumentException wrong(
      String name, @Nullable String value, String expected) {
    return new IllegalArgumentException(
        "the run's option " + name + " is '" + value + "': give " + expected);
  }
}
