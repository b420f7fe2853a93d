package llmbench.simserver.http;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One line of vLLM's answer to a body that is not what its schema says, as pydantic words it.
 *
 * @param kind pydantic's name of the fault
 * @param place of the value, such as {@code body.max_tokens}
 * @param message what should be there
 * @param input what is there
 * @param context what pydantic adds, as Python prints it; empty for nothing
 */
public record SchemaFault(String kind, String place, String message, String input, String context) {

  /** vLLM cuts what it repeats of the client's input here. */
  private static final int MAX_INPUT_CHARS = 200;

  SchemaFault(String kind, String place, String message, JsonNode input) {
    this(kind, place, message, shown(input), "");
  }

  /** Containers are only counted, other values are repeated. */
  static String shown(JsonNode input) {
    if (input.isObject()) {
      return "<dict of " + input.size() + " items>";
    }
    if (input.isArray()) {
      return "<list of " + input.size() + " items>";
    }
    if (input.isNull()) {
      return "None";
    }
    if (input.isBoolean()) {
      return input.asBoolean() ? "True" : "False";
    }
    String text = input.asText();
    return text.length() <= MAX_INPUT_CHARS
        ? text
        : text.substring(0, MAX_INPUT_CHARS) + "...[truncated]";
  }

  @Override
  public String toString() {
    return "{'type': "
        + quoted(kind)
        + ", 'loc': "
        + quoted(place)
        + ", 'msg': "
        + quoted(message)
        + ", 'input': "
        + quoted(input)
        + (context.isEmpty() ? "" : ", 'ctx': {" + context + "}")
        + "}";
  }

  /** A string as Python's {@code repr} shows it. */
  static String quoted(String text) {
    String escaped =
        text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    if (escaped.contains("'") && !escaped.contains("\"")) {
      return "\"" + escaped + "\"";
    }
    return "'" + escaped.replace("'", "\\'") + "'";
  }
}
