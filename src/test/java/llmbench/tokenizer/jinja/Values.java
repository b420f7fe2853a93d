package llmbench.tokenizer.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Values of a template: {@link None}, {@link Boolean}, {@link Long} or {@link Double} for numbers,
 * {@link String}, {@link List} and {@link Tuple}, {@link Map} for a dict, and what only templates
 * have.
 */
final class Values {

  private Values() {}

  /** What Java gives, as a value. */
  static Object of(Object value) {
    if (value instanceof Integer number) {
      return (long) number;
    }
    if (value instanceof List<?> list && !(list instanceof Tuple)) {
      return new ArrayList<>(list.stream().map(Values::of).toList());
    }
    return value instanceof Map<?, ?> map ? Dicts.of(map) : value;
  }

  /** Python's name of its type. */
  static String typeName(Object value) {
    if (value instanceof View view) {
      return view.kind();
    }
    if (value instanceof List<?> list) {
      return list instanceof Tuple ? "tuple" : "list";
    }
    if (value instanceof Map<?, ?>) {
      return "dict";
    }
    if (value instanceof None) {
      return "NoneType";
    }
    if (value instanceof String) {
      return "str";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof Long) {
      return "int";
    }
    if (value instanceof Callable && !(value instanceof Loop)) {
      return "function";
    }
    return value instanceof Double ? "float" : value.getClass().getSimpleName();
  }

  static boolean truth(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value instanceof None || value instanceof Undefined) {
      return false;
    }
    if (value instanceof Long number) {
      return number != 0;
    }
    if (value instanceof Double number) {
      return number != 0;
    }
    if (value instanceof Markup markup) {
      return !markup.text().isEmpty();
    }
    if (value instanceof String || value instanceof List<?> || value instanceof Map<?, ?>) {
      return length(value) > 0;
    }
    return !(value instanceof View view) || !view.items().isEmpty();
  }

  /** Python's {@code len}. */
  static int length(Object value) {
    if (value instanceof String text) {
      return text.codePointCount(0, text.length());
    }
    if (value instanceof List<?> list) {
      return list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    if (value instanceof View view) {
      return view.items().size();
    }
    if (value instanceof Undefined) {
      return 0;
    }
    if (value instanceof Loop loop) {
      return loop.length();
    }
    if (value instanceof Markup) {
      throw Markup.refused();
    }
    throw new JinjaException("a " + typeName(value) + " has no length");
  }

  static boolean isSized(Object value) {
    return value instanceof String
        || value instanceof List<?>
        || value instanceof Map<?, ?>
        || value instanceof View
        || value instanceof Undefined;
  }

  static boolean isIterable(Object value) {
    return isSized(value)
        || value instanceof Lazy
        || value instanceof Loop
        || value instanceof Markup;
  }

  static Iterator<Object> iterator(Object value) {
    if (value instanceof String text) {
      return text.codePoints().<Object>mapToObj(Character::toString).iterator();
    }
    if (value instanceof Lazy lazy) {
      return lazy.iterator();
    }
    if (value instanceof Undefined) {
      return List.of().iterator();
    }
    if (value instanceof Map<?, ?> map) {
      return Collections.<Object>unmodifiableSet(map.keySet()).iterator();
    }
    if (value instanceof List<?> list) {
      return Collections.<Object>unmodifiableList(list).iterator();
    }
    if (value instanceof View view) {
      return view.items().iterator();
    }
    if (value instanceof Markup) {
      throw Markup.refused();
    }
    throw new JinjaException("a " + typeName(value) + " can't be gone through");
  }

  static List<Object> list(Object value) {
    List<Object> items = new ArrayList<>();
    iterator(value).forEachRemaining(items::add);
    return items;
  }
}
