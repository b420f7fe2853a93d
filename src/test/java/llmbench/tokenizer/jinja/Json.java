package llmbench.tokenizer.jinja;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The filter {@code tojson}, as transformers replaces it: Python's {@code json.dumps}. */
final class Json {

  static final List<String> PARAMETERS =
      List.of("ensure_ascii", "indent", "separators", "sort_keys");

  private final boolean ascii;
  private final boolean sorted;
  private final String indent;
  private final boolean indented;
  private final String comma;
  private final String colon;
  private final StringBuilder out = new StringBuilder();

  private Json(Bound arguments) {
    ascii = arguments.flag(0);
    sorted = arguments.flag(3);
    Object by = arguments.or(1, None.NONE);
    indented = !(by instanceof None);
    indent = by instanceof String text ? text : indented ? " ".repeat(spaces(by)) : "";
    Object given = arguments.or(2, None.NONE);
    List<Object> separators = given instanceof None ? List.of() : Values.list(given);
    if (!separators.isEmpty() && separators.size() != 2) {
      throw new JinjaException("tojson takes two separators, not " + separators.size());
    }
    comma = separators.isEmpty() ? indented ? "," : ", " : Texts.text(separators.get(0));
    colon = separators.isEmpty() ? ": " : Texts.text(separators.get(1));
  }

  private static int spaces(Object number) {
    return Math.max(0, Numbers.index(number));
  }

  static String of(Object value, Bound arguments) {
    Json json = new Json(arguments);
    json.write(value, "\n");
    return json.out.toString();
  }

  private void write(Object value, String newLine) {
    if (value instanceof String text) {
      string(text);
    } else if (value instanceof Map<?, ?> map) {
      object(map, newLine);
    } else if (value instanceof List<?> list) {
      array(list, newLine);
    } else if (Numbers.isNumber(value) || value instanceof None) {
      out.append(scalar(value));
    } else {
      throw new JinjaException(
          "Object of type " + Values.typeName(value) + " is not JSON serializable");
    }
  }

  private static String scalar(Object value) {
    if (value instanceof None) {
      return "null";
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return number.isNaN() ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
    }
    return value instanceof Boolean ? value.toString() : Texts.repr(value);
  }

  private void array(List<?> list, String newLine) {
    if (list.isEmpty()) {
      out.append("[]");
      return;
    }
    String inner = newLine + indent;
    String before = "[" + (indented ? inner : "");
    for (Object item : list) {
      out.append(before);
      write(item, inner);
      before = comma + (indented ? inner : "");
    }
    out.append(indented ? newLine : "").append(']');
  }

  private void object(Map<?, ?> map, String newLine) {
    if (map.isEmpty()) {
      out.append("{}");
      return;
    }
    String inner = newLine + indent;
    String before = "{" + (indented ? inner : "");
    for (Map.Entry<?, ?> entry : (sorted ? sorted(map) : map).entrySet()) {
      out.append(before);
      string(key(entry.getKey()));
      out.append(colon);
      write(entry.getValue(), inner);
      before = comma + (indented ? inner : "");
    }
    out.append(indented ? newLine : "").append('}');
  }

  private static Map<?, ?> sorted(Map<?, ?> map) {
    Map<Object, Object> sorted = new TreeMap<>(Comparisons::compare);
    sorted.putAll(map);
    return sorted;
  }

  private static String key(Object key) {
    if (key instanceof String text) {
      return text;
    }
    if (key instanceof List<?>) {
      throw new JinjaException("keys must be str, int, float, bool or None, not tuple");
    }
    return scalar(key);
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      character(text.charAt(i));
    }
    out.append('"');
  }

  private void character(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\f' -> out.append("\\f");
      case '\b' -> out.append("\\b");
      default -> {
        if (c < ' ' || (ascii && c > '~')) {
          out.append(String.format("\\u%04x", (int) c));
        } else {
          out.append(c);
        }
      }
    }
  }
}
