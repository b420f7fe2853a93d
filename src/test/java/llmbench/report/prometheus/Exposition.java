package llmbench.report.prometheus;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes Prometheus's text format, version 0.0.4: families one after the other, each with its help
 * and its type once, labels escaped.
 */
final class Exposition {

  private final StringBuilder text = new StringBuilder();

  /** On every sample. */
  private final Map<String, String> common;

  private String family = "";

  /** With these labels on every sample: name, value, name, value. */
  Exposition(String... common) {
    this.common = pairs(common);
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
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
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
    return text.toString();
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
