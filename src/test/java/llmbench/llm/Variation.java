package llmbench.llm;

import io.gatling.http.client.uri.Uri;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What differs from one request to the next, where nothing else does: see {@link
 * LlmActionBuilder#varying}.
 */
public final class Variation {

  private final Map<String, String> headers;
  private final byte[] body;
  private final @Nullable Uri url;

  /**
   * These headers and this body.
   *
   * @param headers by name; the same names in each request
   * @param body as it is sent; not copied, and not to be changed
   */
  public Variation(Map<String, String> headers, byte[] body) {
    this(headers, body, null);
  }

  private Variation(Map<String, String> headers, byte[] body, @Nullable Uri url) {
    this.headers = headers;
    this.body = body;
    this.url = url;
  }

  /**
   * The same, sent to this URL in place of the one that {@code http(...)} has.
   *
   * @throws IllegalArgumentException if it is none
   */
  public Variation to(String other) {
    return new Variation(headers, body, Uri.create(other));
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }

  /** Null where it is sent as the others are. */
  @Nullable Uri url() {
    return url;
  }
}
