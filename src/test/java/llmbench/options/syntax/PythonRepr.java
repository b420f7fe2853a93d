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
      return PythonText.repr(value.asText());
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
        fields.add(PythonText.repr(field.getKey()) + ": " + of(field.getValue()));
      }
      return fields.toString();
    }
    return PythonJson.dumps(value);
  }
}
