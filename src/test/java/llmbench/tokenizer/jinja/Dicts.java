package llmbench.tokenizer.jinja;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Python's dicts: they keep the order in which keys came. */
final class Dicts {

  private Dicts() {}

  static Map<Object, Object> of(Map<?, ?> map) {
    Map<Object, Object> dict = new LinkedHashMap<>();
    map.forEach((key, value) -> dict.put(key(Values.of(key)), Values.of(value)));
    return dict;
  }

  /** What {@code dict(value)} makes. */
  static Map<Object, Object> copy(Object value) {
    if (value instanceof Map<?, ?> map) {
      return new LinkedHashMap<>(map);
    }
    Map<Object, Object> dict = new LinkedHashMap<>();
    for (Object pair : Values.list(value)) {
      List<Object> both = Values.list(pair);
      if (both.size() != 2) {
        throw new JinjaException("a dict is made of pairs, not of " + both.size() + " values");
      }
      dict.put(key(both.get(0)), both.get(1));
    }
    return dict;
  }

  /**
   * A key as it is kept. To Python {@code 1}, {@code 1.0} and {@code true} are the same key, which
   * Java doesn't know of.
   */
  static Object key(Object key) {
    if (key instanceof String || key instanceof Long || key instanceof None) {
      return key;
    }
    if (key instanceof Tuple tuple) {
      tuple.forEach(Dicts::key);
      return key;
    }
    if (key instanceof Boolean || key instanceof Double) {
      throw JinjaException.unsupported("a " + Values.typeName(key) + " as the key of a dict");
    }
    throw new JinjaException("a " + Values.typeName(key) + " can't be the key of a dict");
  }

  static View items(Map<?, ?> dict) {
    return View.of("dict_items", pairs(dict));
  }

  static List<Object> pairs(Map<?, ?> dict) {
    return dict.entrySet().stream()
        .<Object>map(entry -> new Tuple(List.of(entry.getKey(), entry.getValue())))
        .toList();
  }
}
