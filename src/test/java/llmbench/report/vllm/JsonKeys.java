package llmbench.report.vllm;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.RequestTimes;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a result, each with what writes its value. As in a Python dict, a key that is set
 * again keeps its place: metadata may shadow another key.
 */
final class JsonKeys {

  /** Writes the value of one key. */
  interface Value {
    void write(PythonJsonWriter json) throws IOException;
  }

  /** Writes one element of a list. */
  interface Element<T> {
    void write(PythonJsonWriter json, T element) throws IOException;
  }

  private final Map<String, Value> values = new LinkedHashMap<>();

  void remove(Collection<String> keys) {
    values.keySet().removeAll(keys);
  }

  void writeTo(PythonJsonWriter json) throws IOException {
    json.raw("{");
    int i = 0;
    for (Map.Entry<String, Value> entry : values.entrySet()) {
      json.comma(i++).string(entry.getKey()).raw(": ");
      entry.getValue().write(json);
    }
    json.raw("}");
  }

  /** A string; null is Python's None. */
  void string(String key, @Nullable String value) {
    values.put(key, json -> json.string(value));
  }

  void count(String key, long value) {
    values.put(key, json -> json.number(value));
  }

  void number(String key, double value) {
    values.put(key, json -> json.number(value));
  }

  /** A number; empty is Python's None. */
  void number(String key, OptionalDouble value) {
    if (value.isPresent()) {
      number(key, value.getAsDouble());
    } else {
      string(key, null);
    }
  }

  void rate(String key, double value) {
    if (Double.isInfinite(value)) {
      string(key, "inf");
    } else {
      number(key, value);
    }
  }

  <T> void list(String key, List<T> elements, Element<T> each) {
    values.put(
        key,
        json -> {
          json.raw("[");
          for (int i = 0; i < elements.size(); i++) {
            each.write(json.comma(i), elements.get(i));
          }
          json.raw("]");
        });
  }

  void list(String key, double[] numbers) {
    values.put(key, json -> series(json, Series.of(numbers)));
  }

  void list(String key, int[] numbers) {
    values.put(
        key,
        json -> {
          json.raw("[");
          for (int i = 0; i < numbers.length; i++) {
            json.comma(i).number(numbers[i]);
          }
          json.raw("]");
        });
  }

  /** The gaps of each request. */
  void gaps(String key, List<RequestTimes> requests) {
    list(key, requests, (json, request) -> series(json, request.gapsSeconds()));
  }

  private static void series(PythonJsonWriter json, Series numbers) throws IOException {
    json.raw("[");
    for (int i = 0; i < numbers.size(); i++) {
      json.comma(i).number(numbers.get(i));
    }
    json.raw("]");
  }
}
