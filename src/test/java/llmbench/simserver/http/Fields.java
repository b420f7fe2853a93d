package llmbench.simserver.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a request's JSON as leniently, and refuses them as precisely, as pydantic.
 */
public final class Fields {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Fields() {}

  /** The JSON object that the request brings. */
  public static JsonNode body(Exchange exchange) throws ApiError {
    String type = exchange.header(HttpHeaderNames.CONTENT_TYPE).split(";", 2)[0].strip();
    if (!type.toLowerCase(Locale.ROOT).equals("application/json")) {
      String message =
          "1 validation error:\n" + "  Unsupported Media Type: Only 'application/json' is allowed";
      throw new ApiError(400, "Bad Request", message, null);
    }
    return object(exchange.body());
  }

  private static JsonNode object(byte[] body) throws ApiError {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      // vLLM's JSON reader words the reason in its own way; place and shape are the same.
      String reason = SchemaFault.quoted(e.getOriginalMessage());
      throw ApiError.invalid(
          new SchemaFault(
              "json_invalid",
              "body." + Math.max(0, e.getLocation().getByteOffset()),
              "JSON decode error",
              "<dict of 0 items>",
              "'error': " + reason));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!json.isObject()) {
      throw ApiError.invalid(notAnObject("body", json));
    }
    return json;
  }

  /** A field that must be there is not. */
  public static SchemaFault missing(String name, JsonNode parent) {
    return new SchemaFault("missing", "body." + name, "Field required", parent);
  }

  /** A field is something else than a {@code string}, {@code list} or {@code dict}. */
  public static SchemaFault notA(String kind, String name, JsonNode value) {
    String article = kind.equals("dict") ? "dictionary" : kind;
    return new SchemaFault(
        kind + "_type", "body." + name, "Input should be a valid " + article, value);
  }

  private static SchemaFault notAnObject(String place, JsonNode value) {
    String message = "Input should be a valid dictionary or object to extract fields from";
    return new SchemaFault("model_attributes_type", place, message, value);
  }

  /** An object, or null when it is absent or null. */
  public static @Nullable JsonNode object(JsonNode json, String name) throws ApiError {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isObject()) {
      throw ApiError.invalid(notAnObject("body." + name, value));
    }
    return value;
  }

  /** A whole number, also as text or as 2.0; empty when it is absent or null. */
  public static OptionalLong integer(JsonNode json, String name) throws ApiError {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return OptionalLong.empty();
    }
    if (value.isBoolean()) {
      return OptionalLong.of(value.asBoolean() ? 1 : 0);
    }
    String place = "body." + name;
    if (value.isNumber()) {
      double number = value.asDouble();
      if (number != Math.rint(number)) {
        String message = "Input should be a valid integer, got a number with a fractional part";
        throw ApiError.invalid(new SchemaFault("int_from_float", place, message, value));
      }
      return OptionalLong.of((long) number);
    }
    if (value.isTextual()) {
      try {
        return OptionalLong.of(Long.parseLong(value.asText().strip()));
      } catch (NumberFormatException e) {
        String message = "Input should be a valid integer, unable to parse string as an integer";
        throw ApiError.invalid(new SchemaFault("int_parsing", place, message, value));
      }
    }
    throw ApiError.invalid(
        new SchemaFault("int_type", place, "Input should be a valid integer", value));
  }

  /** A truth value, also as 0, 1 or a word for it; false when it is absent or null. */
  public static boolean bool(JsonNode json, String name) throws ApiError {
    JsonNode value = json.path(name);
    String word = value.asText("").toLowerCase(Locale.ROOT);
    return switch (word) {
      case "true", "1", "1.0", "yes", "y", "on", "t" -> true;
      case "false", "0", "0.0", "no", "n", "off", "f" -> false;
      default -> {
        if (value.isMissingNode() || value.isNull()) {
          yield false;
        }
        String message = "Input should be a valid boolean, unable to interpret input";
        throw ApiError.invalid(new SchemaFault("bool_parsing", "body." + name, message, value));
      }
    };
  }

  /** A list of token ids. */
  public static int[] tokenIds(String name, JsonNode list) throws ApiError {
    if (!list.isArray()) {
      throw ApiError.invalid(notA("list", name, list));
    }
    int[] tokens = new int[list.size()];
    for (int i = 0; i < tokens.length; i++) {
      JsonNode value = list.get(i);
      String place = "body." + name + "." + i;
      if (!value.isIntegralNumber()) {
        throw ApiError.invalid(
            new SchemaFault("int_type", place, "Input should be a valid integer", value));
      }
      if (value.asInt() < 0) {
        throw ApiError.invalid(
            new SchemaFault(
                "greater_than_equal",
                place,
                "Input should be greater than or equal to 0",
                SchemaFault.shown(value),
                "'ge': 0"));
      }
      tokens[i] = value.asInt();
    }
    return tokens;
  }
}
