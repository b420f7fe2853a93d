package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * A recorded request of evalscope's {@code workload_trace}.
 *
 * <p>Source: {@code TraceRecord} in evalscope/perf/plugin/datasets/workload_trace.py, and {@code
 * extract_body_meta} in plugin/api/base.py.
 *
 * @param body what was sent
 * @param seconds when, from any origin
 * @param headers of it, without those of the connection
 * @param completionTokens of its answer; empty where they weren't recorded
 */
public record WorkloadRecord(
    ObjectNode body, double seconds, Map<String, String> headers, OptionalInt completionTokens) {

  private static final String BODY = "body";
  private static final String TIMESTAMP = "timestamp";
  private static final String HEADERS = "headers";
  private static final String ID = "request_id";
  private static final String TOKENS = "completion_tokens";

  private static final List<String> KEYS = List.of(BODY, TIMESTAMP, HEADERS, ID, TOKENS);

  /** What the tool keeps in bodies for itself. */
  private static final List<String> RESERVED =
      List.of(
          "__evalscope_headers",
          "__evalscope_request_id",
          "__evalscope_arrival_offset",
          "__evalscope_is_warmup");

  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailers",
          "upgrade");

  /** Why a line is no request, to follow its number. */
  public static final class WrongException extends Exception {

    private static final long serialVersionUID = 1L;

    WrongException(String why) {
      super(why);
    }
  }

  /** Reads a line. */
  static WorkloadRecord of(String line) throws WrongException {
    JsonNode json = PythonJson.loads(line);
    if (json == null || !json.isObject()) {
      throw new WrongException(String.valueOf(PythonJson.whyNoObject(line)));
    }
    return of(json);
  }

  /**
   * Reads the object of a line.
   *
   * @throws WrongException when it is none of these records
   */
  public static WorkloadRecord of(JsonNode json) throws WrongException {
    for (var field : json.properties()) {
      if (!KEYS.contains(field.getKey())) {
        throw new WrongException("it has a \"" + field.getKey() + "\", which isn't known");
      }
    }
    JsonNode id = json.path(ID);
    if (!id.isMissingNode() && !id.isNull() && !id.isTextual()) {
      throw new WrongException("its \"request_id\" is not a text");
    }
    return new WorkloadRecord(
        body(json.path(BODY)),
        seconds(json.path(TIMESTAMP)),
        headers(json.path(HEADERS)),
        tokens(json.path(TOKENS)));
  }

  private static ObjectNode body(JsonNode given) throws WrongException {
    JsonNode body = given.isTextual() ? PythonJson.loads(given.textValue()) : given;
    if (body == null || !body.isObject()) {
      throw new WrongException(
          given.isMissingNode()
              ? "it has no \"body\""
              : "its \"body\" is neither a JSON object nor a text with one");
    }
    for (String reserved : RESERVED) {
      if (body.has(reserved)) {
        throw new WrongException("its \"body\" has a \"" + reserved + "\", which is reserved");
      }
    }
    return (ObjectNode) body;
  }

  private static double seconds(JsonNode timestamp) throws WrongException {
    Double seconds = Timestamp.seconds(timestamp);
    if (seconds == null) {
      throw new WrongException(
          timestamp.isMissingNode()
              ? "it has no \"timestamp\""
              : "its \"timestamp\" is neither seconds nor a date and time such as"
                  + " 2023-11-14T22:13:20Z");
    }
    return seconds;
  }

  private static Map<String, String> headers(JsonNode given) throws WrongException {
    Map<String, String> headers = new LinkedHashMap<>();
    if (!given.isMissingNode() && !given.isNull() && !given.isObject()) {
      throw new WrongException("its \"headers\" are not an object");
    }
    for (var header : given.properties()) {
      if (!header.getValue().isTextual()) {
        throw new WrongException("one of its \"headers\" is not a text");
      }
      if (!OF_THE_CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        headers.put(header.getKey(), header.getValue().textValue());
      }
    }
    return headers;
  }

  private static OptionalInt tokens(JsonNode given) throws WrongException {
    if (given.isMissingNode() || given.isNull()) {
      return OptionalInt.empty();
    }
    BigDecimal number = number(given);
    try {
      if (number != null && number.signum() > 0) {
        return OptionalInt.of(number.intValueExact());
      }
    } catch (ArithmeticException e) {
      // It has a fraction, or is too large: the message is the same.
    }
    throw new WrongException("its \"completion_tokens\" are not a whole number above 0");
  }

  private static @Nullable BigDecimal number(JsonNode given) {
    try {
      return given.isNumber() || given.isTextual() ? new BigDecimal(given.asText().strip()) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
