package llmbench.report.vllm;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import llmbench.metrics.numbers.Series;
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
    values.put(key, json -> number(json, value));
  }

  /** A number that may be infinite, which is Python's own word then and no JSON. */
  void anyNumber(String key, double value) {
    if (Double.isInfinite(value)) {
      values.put(key, json -> json.raw("Infinity"));
    } else {
      number(key, value);
    }
  }

  <T> void list(String key, List<T> elements, Element<T> each) {
    values.put(key, json -> array(json, elements.size(), i -> each.write(json, elements.get(i))));
  }

  void list(String key, double[] numbers) {
    values.put(key, json -> array(json, numbers.length, i -> json.number(numbers[i])));
  }

  void list(String key, int[] numbers) {
    values.put(key, json -> array(json, numbers.length, i -> json.number(numbers[i])));
  }

  /** A number of each; empty is Python's None. */
  <T> void numbers(String key, List<T> elements, Function<T, OptionalDouble> number) {
    list(key, elements, (json, element) -> number(json, number.apply(element)));
  }

  /** A list of numbers of each. */
  <T> void series(String key, List<T> elements, Function<T, Series> series) {
    list(
        key,
        elements,
        (json, element) -> {
          Series numbers = series.apply(element);
          array(json, numbers.size(), i -> json.number(numbers.get(i)));
        });
  }

  /** Writes what stands at one place of a list. */
  private interface Place {
    void write(int i) throws IOException;
  }

  private static void array(PythonJsonWriter json, int size, Place place) throws IOException {
    json.raw("[");
    for (int i = 0; i < size; i++) {
      json.comma(i);
      place.write(i);
    }
    json.raw("]");
  }

  private static void number(PythonJsonWriter json, OptionalDouble value) throws IOException {
    if (value.isPresent()) {
      json.number(value.getAsDouble());
    } else {
      json.string(null);
    }
  }
}
