package llmbench.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page in Prometheus' text format, line by line ({@code name{label="value"} number}). A
 * line that is none of that form is skipped: a page of many thousand lines is not to be lost for
 * one. Source: Prometheus' documentation, "Exposition formats".
 */
final class MetricsReader {

  private MetricsReader() {}

  /** One line: a value, and of what. */
  record Sample(String name, Map<String, String> labels, double value) {}

  /** The samples of a page, in their order; comments are none. */
  static List<Sample> samples(String page) {
    List<Sample> samples = new ArrayList<>();
    page.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
        .forEach(
            line -> {
              Sample sample = new Line(line).sample();
              if (sample != null) {
                samples.add(sample);
              }
            });
    return samples;
  }

  /** A line under way. */
  private static final class Line {

    private final String line;
    private int at;

    Line(String line) {
      this.line = line;
    }

    @Nullable Sample sample() {
      String name = upTo("{ \t");
      Map<String, String> labels = new LinkedHashMap<>();
      if (at < line.length() && line.charAt(at) == '{' && !labels(labels)) {
        return null;
      }
      // A time in milliseconds may follow the value.
      String[] words = line.substring(at).strip().split("\\s+", 2);
      try {
        return new Sample(name, labels, number(words[0]));
      } catch (NumberFormatException e) {
        return null;
      }
    }

    private boolean labels(Map<String, String> labels) {
      at++;
      while (at < line.length() && line.charAt(at) != '}') {
        String label = upTo("=}").strip();
        at++;
        if (at >= line.length() || line.charAt(at) != '"') {
          return false;
        }
        at++;
        labels.put(label, value());
        if (at < line.length() && line.charAt(at) == ',') {
          at++;
        }
      }
      at++;
      return at <= line.length();
    }

    /** The rest of a value in quotes, which is left behind. */
    private String value() {
      StringBuilder value = new StringBuilder();
      while (at < line.length() && line.charAt(at) != '"') {
        char next = line.charAt(at++);
        if (next == '\\' && at < line.length()) {
          char escaped = line.charAt(at++);
          value.append(escaped == 'n' ? '\n' : escaped);
        } else {
          value.append(next);
        }
      }
      at++;
      return value.toString();
    }

    private String upTo(String ends) {
      int begin = at;
      while (at < line.length() && ends.indexOf(line.charAt(at)) < 0) {
        at++;
      }
      return line.substring(begin, at);
    }

    private static double number(String word) {
      return switch (word) {
        case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(word);
      };
    }
  }
}
