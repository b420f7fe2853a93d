package llmbench.request;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request as it is to be sent.
 *
 * @param path behind the server's base URL
 * @param headers by name, in order; may hold secrets
 * @param body JSON
 */
public record LlmRequest(String path, Map<String, String> headers, String body) {

  public LlmRequest {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** Names no header's value: it may be a secret. */
  @Override
  public String toString() {
    return "LlmRequest[" + path + ", headers=" + headers.keySet() + ", " + body + "]";
  }
}
