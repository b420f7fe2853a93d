package llmbench.tokenizer.jinja;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import llmbench.options.syntax.PythonJson;

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
    if (value instanceof Map<?, ?> map) {
      object(map, newLine);
    } else if (value instanceof List<?> list) {
      array(list, newLine);
    } else if (value instanceof String || Numbers.isNumber(value) || value instanceof None) {
      out.append(leaf(value));
    } else if (value instanceof Markup) {
      throw Markup.refused();
    } else {
      throw new JinjaException(
          "Object of type " + Values.typeName(value) + " is not JSON serializable");
    }
  }

  /** What has nothing in it, as Python's json writes it. */
  private String leaf(Object value) {
    return ascii ? PythonJson.dumps(node(value)) : PythonJson.dumpsUnicode(node(value));
  }

  private static JsonNode node(Object value) {
    if (value instanceof String text) {
      return TextNode.valueOf(text);
    }
    if (value instanceof Boolean truth) {
      return BooleanNode.valueOf(truth);
    }
    if (value instanceof Double number) {
      return DoubleNode.valueOf(number);
    }
    return value instanceof None ? NullNode.getInstance() : LongNode.valueOf(Numbers.whole(value));
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
      out.append(leaf(key(entry.getKey())));
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

  private String key(Object key) {
    if (key instanceof String text) {
      return text;
    }
    if (key instanceof List<?>) {
      throw new JinjaException("keys must be str, int, float, bool or None, not tuple");
    }
    return leaf(key);
  }
}
