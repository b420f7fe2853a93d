package llmbench.options.syntax;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON as Python's {@code json.loads} and {@code json.dumps} read and write it. */
public final class PythonJson {

  private static final Style ASCII = new Style(true, ", ", ": ");
  private static final Style UNICODE = new Style(false, ", ", ": ");
  private static final Style COMPACT = new Style(false, ",", ":");

  /** How values are written: whether other characters are escaped, and what stands between. */
  private record Style(boolean ascii, String comma, String colon) {}

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(com.fasterxml.jackson.core.json.JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
          .build();

  private static final Map<JsonNodeType, String> KINDS =
      Map.of(
          JsonNodeType.ARRAY, "a list",
          JsonNodeType.STRING, "a text",
          JsonNodeType.NUMBER, "a number",
          JsonNodeType.BOOLEAN, "true or false",
          JsonNodeType.NULL, "null");

  private PythonJson() {}

  /** The value of a text; null when it isn't JSON. */
  public static @Nullable JsonNode loads(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node == null || node.isMissingNode() ? null : node;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /**
   * Why a text is no JSON object, to follow what was expected; null when it is one. It shows
   * nothing of the text, which may hold a secret.
   */
  public static @Nullable String whyNoObject(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node == null || node.isMissingNode()) {
        return "it is empty";
      }
      return node.isObject() ? null : "it is JSON, but " + KINDS.get(node.getNodeType());
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      if (at == null) {
        return "it is too long, or nested too deeply, to be read as JSON";
      }
      int end = (int) at.getCharOffset();
      int wordLength = end - startOfWrong(e, text, end);
      if (text.substring(0, end - wordLength).isBlank()) {
        return "it isn't JSON";
      }
      String line = text.strip().indexOf('\n') < 0 ? "" : "line " + at.getLineNr() + ", ";
      return "it stops being JSON at " + line + "character " + (at.getColumnNr() - wordLength);
    }
  }

  /** Where a text goes wrong: Jackson says it of a word that JSON doesn't have behind the word. */
  private static int startOfWrong(JsonProcessingException e, String text, int end) {
    int start = end;
    if (e.getOriginalMessage().startsWith("Unrecognized token")) {
      while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
        start--;
      }
    }
    return start;
  }

  /** The value of a text that is known to be JSON. */
  public static JsonNode required(String text) {
    return Objects.requireNonNull(loads(text), text);
  }

  /**
   * The text of a value: {@code ", "} and {@code ": "} between, non-ASCII as {@code \\u} and four
   * digits.
   */
  public static String dumps(JsonNode node) {
    StringBuilder out = new StringBuilder();
    write(node, ASCII, out);
    return out.toString();
  }

  /** {@code dumps(…, ensure_ascii=False)}: the same, but other characters stand for themselves. */
  public static String dumpsUnicode(JsonNode node) {
    StringBuilder out = new StringBuilder();
    write(node, UNICODE, out);
    return out.toString();
  }

  /** {@code dumps(…, ensure_ascii=False, separators=(",", ":"))}, which is Rust's way too. */
  public static String dumpsCompact(JsonNode node) {
    StringBuilder out = new StringBuilder();
    write(node, COMPACT, out);
    return out.toString();
  }

  /** {@code dumps(…, indent=N)}: each element on a line of its own. */
  public static String dumpsIndented(JsonNode node, int indent) {
    StringBuilder out = new StringBuilder();
    indented(node, indent, "\n", out);
    return out.toString();
  }

  private static void indented(JsonNode node, int indent, String line, StringBuilder out) {
    if (node.isEmpty() || !node.isContainerNode()) {
      write(node, ASCII, out);
      return;
    }
    String inner = line + " ".repeat(indent);
    String between = inner;
    out.append(node.isObject() ? '{' : '[');
    Iterator<String> keys = node.fieldNames();
    for (JsonNode each : node) {
      out.append(between);
      if (node.isObject()) {
        string(keys.next(), true, out);
        out.append(": ");
      }
      indented(each, indent, inner, out);
      between = "," + inner;
    }
    out.append(line).append(node.isObject() ? '}' : ']');
  }

  private static void write(JsonNode node, Style style, StringBuilder out) {
    if (node.isObject()) {
      String between = "";
      out.append('{');
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        out.append(between);
        string(field.getKey(), style.ascii, out);
        out.append(style.colon);
        write(field.getValue(), style, out);
        between = style.comma;
      }
      out.append('}');
    } else if (node.isArray()) {
      String between = "";
      out.append('[');
      for (Iterator<JsonNode> items = node.elements(); items.hasNext(); between = style.comma) {
        out.append(between);
        write(items.next(), style, out);
      }
      out.append(']');
    } else if (node.isTextual()) {
      string(node.textValue(), style.ascii, out);
    } else if (node.isFloatingPointNumber()) {
      out.append(number(node.doubleValue()));
    } else {
      out.append(node.asText());
    }
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    return PythonNumbers.repr(value);
  }

  private static void string(String text, boolean ascii, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < ' ' || (ascii && c > '~')) {
            out.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
              out.append(Character.forDigit((c >> shift) & 0xF, 16));
            }
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
