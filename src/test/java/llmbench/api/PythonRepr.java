package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.StringJoiner;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.PythonText;

/**
 * A JSON value as Python's {@code str()} writes the object that it is loaded into: what evalscope
 * has embedded where a prompt is neither a text nor a list of texts or messages.
 */
final class PythonRepr {

  private PythonRepr() {}

  static String of(JsonNode value) {
    if (value.isTextual()) {
      return PythonText.repr(value.asText());
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
