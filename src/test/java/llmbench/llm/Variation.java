package llmbench.llm;

import java.util.Map;

/**
 * What differs from one request to the next, where nothing else does: see {@link
 * LlmActionBuilder#varying}.
 */
public final class Variation {

  private final Map<String, String> headers;
  private final byte[] body;

  /**
   * These headers and this body.
   *
   * @param headers by name; the same names in each request
   * @param body as it is sent; not copied, and not to be changed
   */
  public Variation(Map<String, String> headers, byte[] body) {
    this.headers = headers;
    this.body = body;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }
}
