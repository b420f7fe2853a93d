package llmbench.tokenizer.jinja;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code value.name}: Python's attributes first, then items, as jinja2's sandbox looks for them.
 */
final class Attributes {

  private static final Set<String> LIST_CHANGERS =
      Set.of("append", "clear", "extend", "insert", "pop", "remove", "reverse", "sort");
  private static final Set<String> DICT_CHANGERS =
      Set.of("clear", "pop", "popitem", "setdefault", "update");
  private static final Set<String> NUMBER_ATTRIBUTES =
      Set.of(
          "as_integer_ratio",
          "bit_count",
          "bit_length",
          "conjugate",
          "denominator",
          "from_bytes",
          "fromhex",
          "hex",
          "imag",
          "is_integer",
          "numerator",
          "real",
          "to_bytes");

  /** The methods whose arguments may be named; all others take them by place only. */
  private static final Set<String> WITH_KEYWORDS = Set.of("split", "rsplit", "splitlines");

  private Attributes() {}

  /** {@code value.name}. */
  static Object attribute(Object value, String name) {
    if (value instanceof Undefined undefined) {
      throw undefined.failed();
    }
    return own(value, name)
        .or(() -> Items.item(value, name))
        .orElseGet(() -> Undefined.attribute(value, name));
  }

  /** {@code value[key]}. */
  static Object item(Object value, Object key) {
    if (value instanceof Undefined undefined) {
      throw undefined.failed();
    }
    return Items.item(value, key)
        .or(() -> key instanceof String name ? own(value, name) : Optional.empty())
        .orElseGet(() -> Undefined.attribute(value, key));
  }

  /** What Python's own type, or jinja2's, has by that name. */
  private static Optional<Object> own(Object value, String name) {
    if (name.startsWith("__")) {
      throw JinjaException.unsupported("access to the attribute '" + name + "'");
    }
    if (value instanceof Loop loop) {
      return loop.attribute(name);
    }
    if (value instanceof Namespace namespace) {
      return Optional.ofNullable(namespace.attributes().get(Namespace.name(name)));
    }
    if (value instanceof String text) {
      return Methods.ofText(text, name);
    }
    if (value instanceof Map<?, ?> map) {
      return ofDict(map, name);
    }
    if (value instanceof List<?> list) {
      return ofList(list, name);
    }
    boolean known =
        (Numbers.isNumber(value) && NUMBER_ATTRIBUTES.contains(name))
            || value instanceof Callable
            || value instanceof View
            || value instanceof Lazy
            || value instanceof Markup;
    if (known) {
      throw JinjaException.unsupported(
          "the attribute '" + name + "' of a " + Values.typeName(value));
    }
    return Optional.empty();
  }

  private static Optional<Object> ofList(List<?> list, String name) {
    if (!(list instanceof Tuple) && LIST_CHANGERS.contains(name)) {
      return Optional.of(unsafe(name, "list"));
    }
    return switch (name) {
      case "index" -> method(name, List.of("value", "start", "stop"), a -> Methods.index(list, a));
      case "count" ->
          method(
              name,
              List.of("value"),
              a -> list.stream().filter(item -> Comparisons.equal(item, a.required(0))).count());
      case "copy" ->
          list instanceof Tuple
              ? Optional.empty()
              : method(name, List.of(), a -> Values.list(list));
      default -> Optional.empty();
    };
  }

  private static Optional<Object> ofDict(Map<?, ?> map, String name) {
    if (DICT_CHANGERS.contains(name)) {
      return Optional.of(unsafe(name, "dict"));
    }
    return switch (name) {
      case "get" ->
          method(
              name,
              List.of("key", "default"),
              a -> Items.item(map, a.required(0)).orElse(a.or(1, None.NONE)));
      case "items" -> method(name, List.of(), a -> Dicts.items(map));
      case "keys" -> method(name, List.of(), a -> View.of("dict_keys", List.copyOf(map.keySet())));
      case "values" ->
          method(name, List.of(), a -> View.of("dict_values", List.copyOf(map.values())));
      case "copy" -> method(name, List.of(), a -> new LinkedHashMap<Object, Object>(map));
      case "fromkeys" -> throw JinjaException.unsupported("dict.fromkeys");
      default -> Optional.empty();
    };
  }

  /** It is no error to look at it, but to call it. */
  private static Undefined unsafe(String name, String type) {
    return new Undefined(
        "access to attribute '%s' of '%s' object is unsafe.".formatted(name, type));
  }

  interface Body {
    Object apply(Bound arguments);
  }

  static Optional<Object> method(String name, List<String> parameters, Body body) {
    Callable callable =
        arguments -> {
          if (!arguments.named().isEmpty() && !WITH_KEYWORDS.contains(name)) {
            throw new JinjaException(name + "() takes no keyword arguments");
          }
          return body.apply(arguments.bind(name, parameters));
        };
    return Optional.of(callable);
  }
}
