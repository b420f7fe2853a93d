package llmbench.tokenizer.jinja;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.syntax.PythonText;

/** Values as Python writes them. */
final class Texts {

  private Texts() {}

  /** Python's {@code str}. */
  static String str(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Markup markup) {
      return markup.text();
    }
    return value instanceof Undefined ? "" : repr(value);
  }

  /** Texts of these, one behind the other. */
  static String concatenated(List<Object> values) {
    StringBuilder text = new StringBuilder();
    for (Object value : values) {
      text.append(value instanceof Markup ? text(value) : str(value));
    }
    return text.toString();
  }

  /** What has to be a text already. */
  static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Undefined undefined) {
      throw undefined.failed();
    }
    if (value instanceof Markup) {
      throw Markup.refused();
    }
    throw new JinjaException("a text is needed, not a " + Values.typeName(value));
  }

  /** Python's {@code repr}. */
  static String repr(Object value) {
    if (value instanceof String text) {
      return PythonText.repr(text);
    }
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    if (value instanceof None) {
      return "None";
    }
    if (value instanceof Long) {
      return value.toString();
    }
    if (value instanceof Double number) {
      return PythonNumbers.repr(number);
    }
    if (value instanceof Undefined) {
      return "Undefined";
    }
    if (value instanceof View view) {
      return view.printed();
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> repr(entry.getKey()) + ": " + repr(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list(list);
    }
    throw JinjaException.unsupported("the text of a " + Values.typeName(value));
  }

  private static String list(List<?> list) {
    String items = list.stream().map(Texts::repr).collect(Collectors.joining(", "));
    if (!(list instanceof Tuple)) {
      return "[" + items + "]";
    }
    return list.size() == 1 ? "(" + items + ",)" : "(" + items + ")";
  }
}
