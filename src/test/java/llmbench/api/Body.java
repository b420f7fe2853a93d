package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import llmbench.options.syntax.PythonJson;

/** A request's body: bytes of some content type. */
public final class Body {

  private static final String JSON = "application/json";

  private final String contentType;
  private final byte[] bytes;

  private Body(String contentType, byte[] bytes) {
    this.contentType = contentType;
    this.bytes = bytes;
  }

  /** No bytes at all, of whatever type. */
  public static Body empty() {
    return of("application/octet-stream", new byte[0]);
  }

  /** JSON that is written already. */
  public static Body json(String text) {
    return of(JSON, text.getBytes(StandardCharsets.UTF_8));
  }

  /** As Python's {@code json.dumps} writes it. */
  static Body json(JsonNode node) {
    return json(PythonJson.dumps(node));
  }

  /** As Python's {@code json.dumps(…, ensure_ascii=False)} writes it. */
  static Body unicodeJson(JsonNode node) {
    return json(PythonJson.dumpsUnicode(node));
  }

  /** Without blanks between, as Rust's serde writes it. */
  static Body compactJson(JsonNode node) {
    return json(PythonJson.dumpsCompact(node));
  }

  /**
   * Any bytes.
   *
   * @param bytes not copied, and not to be changed
   */
  static Body of(String contentType, byte[] bytes) {
    return new Body(contentType, bytes);
  }

  public String contentType() {
    return contentType;
  }

  /** As they are sent; not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  /** The bytes as UTF-8. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Body body
        && contentType.equals(body.contentType)
        && Arrays.equals(bytes, body.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Not what it holds, which may be secret. */
  @Override
  public String toString() {
    return contentType + ", " + bytes.length + " bytes";
  }
}
