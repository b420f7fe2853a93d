package llmbench.simserver.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An answer that says no, in the shape and the words of vLLM 0.32. */
public final class ApiError extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final @Nullable String param;

  public ApiError(int status, String type, String message, @Nullable String param) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.param = param;
  }

  /** Status 400, by vLLM's own checks. */
  public static ApiError badRequest(String message, @Nullable String param) {
    return new ApiError(400, "BadRequestError", message, param);
  }

  /** The same for a field's value, which vLLM repeats at the end. */
  public static ApiError badValue(String message, String param, Object value) {
    return badRequest(message + " (parameter=" + param + ", value=" + value + ")", param);
  }

  /** Status 400, because these fields are not what the API's schema says. */
  public static ApiError invalid(SchemaFault... faults) {
    String list = Arrays.stream(faults).map(fault -> "\n  " + fault).collect(Collectors.joining());
    String count =
        faults.length + (faults.length == 1 ? " validation error:" : " validation errors:");
    return new ApiError(400, "Bad Request", count + list, faults[0].place());
  }

  /** Status 500: the prompt could not be counted. */
  public static ApiError uncounted(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    String message = "The simulated server can't count the prompt's tokens: " + cause.getMessage();
    return new ApiError(500, "InternalServerError", message, null);
  }

  int status() {
    return status;
  }

  /** The JSON of the body. */
  public String json() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode error = body.putObject("error");
    error.put("message", getMessage());
    error.put("type", type);
    error.put("param", param);
    error.put("code", status);
    return body.toString();
  }
}
