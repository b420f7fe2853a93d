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

  private static final int DELETE = 0x7F;
  private static final int LAST = 0xFF;

  public LlmRequest {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    headers.forEach(LlmRequest::check);
  }

  /** HTTP clients would name the value in their refusal. */
  private static void check(String name, String value) {
    boolean fits = value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != DELETE && c <= LAST));
    if (!fits) {
      throw new IllegalArgumentException(
          "The header "
              + name
              + " has a character that no header may have, such as a line break or one outside"
              + " Latin-1. Check --header"
              + (name.equalsIgnoreCase("authorization") ? " and the API key." : "."));
    }
  }

  /** Shows neither a header's value nor a query nor the body: they may hold secrets. */
  @Override
  public String toString() {
    String shown = path.replaceFirst("(?s)[?].*", "?…");
    return "LlmRequest[" + shown + ", headers=" + headers.keySet() + "]";
  }
}
