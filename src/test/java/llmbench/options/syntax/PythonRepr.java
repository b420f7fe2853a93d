package llmbench.options.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.StringJoiner;

/** A JSON value as Python writes the object that it is loaded into. */
public final class PythonRepr {

  private PythonRepr() {}

  /** What {@code str(value)} gives: a text is itself. */
  public static String str(JsonNode value) {
    return value.isTextual() ? value.textValue() : of(value);
  }

  /** What {@code repr(value)} gives: a text is quoted. */
  public static String of(JsonNode value) {
    if (value.isTextual()) {
      return text(value.asText());
    }
    if (value.isFloatingPointNumber()) {
      return PythonNumbers.repr(value.doubleValue());
    }
    if (value.isNull()) {
      return "None";
    }
    if (value.isBoolean()) {
      return value.asBoolean() ? "True" : "False";
    }
    if (value.isArray()) {
      StringJoiner items = new StringJoiner(", ", "[", "]");
      value.forEach(item -> items.add(of(item)));
      return items.toString();
    }
    if (value.isObject()) {
      StringJoiner fields = new StringJoiner(", ", "{", "}");
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        fields.add(text(field.getKey()) + ": " + of(field.getValue()));
      }
      return fields.toString();
    }
    return PythonJson.dumps(value);
  }

  /** In single quotes, or in double ones where it has single ones alone. */
  public static String text(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder out = new StringBuilder().append(quote);
    text.codePoints().forEach(point -> character(point, quote, out));
    return out.append(quote).toString();
  }

  private static void character(int point, char quote, StringBuilder out) {
    switch (point) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      default -> {
        if (point == quote) {
          out.append('\\').append(quote);
        } else if (isPrintable(point)) {
          out.appendCodePoint(point);
        } else if (point <= 0xFF) {
          out.append(String.format("\\x%02x", point));
        } else {
          out.append(String.format(point <= 0xFFFF ? "\\u%04x" : "\\U%08x", point));
        }
      }
    }
  }

  /** {@code str.isprintable}: no separator but the blank, and nothing of the group "other". */
  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> point == ' ';
      default -> true;
    };
  }
}
