package llmbench.simserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** An answer that says no, in vLLM's shape. */
final class ApiError extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final @Nullable String param;

  ApiError(int status, String type, String message, @Nullable String param) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.param = param;
  }

  /** Status 400. */
  static ApiError badRequest(String message, @Nullable String param) {
    return new ApiError(400, "BadRequestError", message, param);
  }

  int status() {
    return status;
  }

  /** The JSON of the body. */
  String json() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode error = body.putObject("error");
    error.put("message", getMessage());
    error.put("type", type);
    error.put("param", param);
    error.put("code", status);
    return body.toString();
  }
}
