package llmbench.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A {@code multipart/form-data} body, part by part as aiohttp's {@code FormData} writes it, with a
 * boundary of 32 random hex digits.
 */
final class FormBody {

  private static final String UNRESERVED = "-._~";

  private final String boundary = UUID.randomUUID().toString().replace("-", "");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A field that is a text. */
  void text(String name, String value) {
    part("text/plain; charset=utf-8", "name=\"" + quoted(name) + "\"", bytes(value));
  }

  /** A field that is a file. */
  void file(String name, String fileName, String contentType, byte[] content) {
    String disposition = "name=\"" + quoted(name) + "\"; filename=\"" + percent(fileName) + "\"";
    part(contentType, disposition, content);
  }

  private void part(String contentType, String disposition, byte[] content) {
    write("--" + boundary + "\r\n");
    write("Content-Type: " + contentType + "\r\n");
    write("Content-Disposition: form-data; " + disposition + "\r\n\r\n");
    out.writeBytes(content);
    write("\r\n");
  }

  /** The body with these parts. */
  Body body() {
    write("--" + boundary + "--\r\n");
    return Body.of("multipart/form-data; boundary=" + boundary, out.toByteArray());
  }

  private void write(String text) {
    out.writeBytes(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** {@code urllib.parse.quote(text, safe="")}. */
  private static String percent(String text) {
    StringBuilder quoted = new StringBuilder();
    for (byte each : bytes(text)) {
      char c = (char) (each & 0xFF);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
      quoted.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return quoted.toString();
  }
}
