package llmbench.report.prometheus;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes Prometheus's text format, version 0.0.4: families one after the other, each with its help
 * and its type once, labels escaped.
 */
final class Exposition {

  /** What each family says so far, by its name: one that is begun again goes on. */
  private final Map<String, StringBuilder> families = new LinkedHashMap<>();

  /** On every sample. */
  private Map<String, String> common = Map.of();

  private String family = "";
  private StringBuilder text = new StringBuilder();

  /** From here on these labels are on every sample: name, value, name, value. */
  void labelled(String... labels) {
    common = pairs(labels);
  }

  /** Begins a family of gauges. */
  Exposition gauge(String name, String help) {
    return family(name, "gauge", help);
  }

  /** Begins a family of summaries. */
  Exposition summary(String name, String help) {
    return family(name, "summary", help);
  }

  private Exposition family(String name, String type, String help) {
    family = name;
    text =
        families.computeIfAbsent(
            name,
            begun ->
                new StringBuilder(
                    "# HELP %s %s\n# TYPE %s %s\n".formatted(name, help, name, type)));
    return this;
  }

  /** A sample of the family, with labels by name and value after the common ones. */
  Exposition sample(double value, String... labels) {
    return sample("", value, labels);
  }

  /** A sample whose name has this behind the family's. */
  Exposition sample(String suffix, double value, String... labels) {
    Map<String, String> all = new LinkedHashMap<>(common);
    all.putAll(pairs(labels));
    text.append(family).append(suffix);
    String before = "{";
    for (Map.Entry<String, String> label : all.entrySet()) {
      text.append(before).append(label.getKey()).append("=\"");
      text.append(escaped(label.getValue())).append('"');
      before = ",";
    }
    text.append(all.isEmpty() ? "" : "}").append(' ').append(number(value)).append('\n');
    return this;
  }

  /** An empty label is none, in Prometheus. */
  private static Map<String, String> pairs(String... labels) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      if (!labels[i + 1].isEmpty()) {
        pairs.put(labels[i], labels[i + 1]);
      }
    }
    return pairs;
  }

  /** All that was written. */
  String text() {
    return String.join("", families.values());
  }

  /** As short as it is the same number, without an exponent. */
  private static String number(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  private static String escaped(String value) {
    StringBuilder escaped = new StringBuilder();
    value
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '"' -> escaped.append("\\\"");
                case '\n' -> escaped.append("\\n");
                default -> escaped.appendCodePoint(fit(c));
              }
            });
    return escaped.toString();
  }

  /** A control may end a line for some readers, and half a character is no UTF-8. */
  private static int fit(int codePoint) {
    if (Character.isISOControl(codePoint)) {
      return ' ';
    }
    boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    return half ? 0xFFFD : codePoint;
  }
}
