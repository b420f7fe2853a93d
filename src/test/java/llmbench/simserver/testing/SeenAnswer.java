package llmbench.simserver.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * For tests: what came over a socket until it ended, told in few words. No HTTP client is between:
 * what is seen is what was sent.
 *
 * @param bytes all of them, one char a byte
 * @param end {@code fin} or {@code reset}
 */
public record SeenAnswer(String bytes, String end) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads to the end. */
  public static SeenAnswer of(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    String end = "fin";
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        all.write(buffer, 0, read);
      }
    } catch (java.net.SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      end = "reset";
    }
    return new SeenAnswer(all.toString(ISO_8859_1), end);
  }

  /** The status line and the headers. */
  public String head() {
    int end = bytes.indexOf("\r\n\r\n");
    return end < 0 ? bytes : bytes.substring(0, end);
  }

  /** What follows the headers. */
  public String body() {
    int end = bytes.indexOf("\r\n\r\n");
    return end < 0 ? "" : bytes.substring(end + 4);
  }

  /** The contents of the chunks of the chunked encoding, as text. */
  public List<String> chunks() {
    List<String> chunks = new ArrayList<>();
    String body = body();
    int at = 0;
    while (at < body.length()) {
      int line = body.indexOf("\r\n", at);
      String size = body.substring(at, line);
      if (!size.matches("[0-9a-f]+")) {
        chunks.add("bad size " + size);
        return chunks;
      }
      int length = Integer.parseInt(size, 16);
      String content = body.substring(line + 2, line + 2 + length);
      chunks.add(new String(content.getBytes(ISO_8859_1), StandardCharsets.UTF_8));
      at = line + 2 + length + 2;
    }
    return chunks;
  }

  /**
   * In few words: the status, then for a stream what is in each chunk (joined by {@code +} where it
   * is several events; the empty last chunk is {@code 0}), otherwise the content type; and how the
   * connection ended.
   */
  public String told() {
    if (bytes.isEmpty()) {
      return end;
    }
    if (!bytes.startsWith("HTTP/1.1 ")) {
      return "no HTTP, " + end;
    }
    StringBuilder told = new StringBuilder(bytes.substring(9, 12));
    if (head().contains("chunked")) {
      for (String chunk : chunks()) {
        told.append(' ').append(chunk.isEmpty() ? "0" : told(chunk));
      }
    } else {
      String type = head().replaceAll("(?s).*content-type: ([^;\r]*).*", "$1");
      told.append(' ').append(type);
    }
    return told + ", " + end;
  }

  private static String told(String chunk) {
    if (chunk.startsWith("bad size")) {
      return "bad";
    }
    List<String> events = new ArrayList<>();
    for (String event : chunk.split("\n\n", -1)) {
      if (!event.isEmpty()) {
        events.add(event(event));
      }
    }
    return String.join("+", events);
  }

  private static String event(String event) {
    if (event.startsWith(":")) {
      return "comment";
    }
    String named = event.startsWith("event: ") ? event.split("[ \n]", 3)[1] + ":" : "";
    String id = event.startsWith("id: ") ? "id:" : "";
    String data = event.substring(event.indexOf("data: ") + 6);
    if (data.equals("[DONE]")) {
      return id + "done";
    }
    try {
      return id + named + message(JSON.readTree(data));
    } catch (JsonProcessingException e) {
      return "broken";
    }
  }

  private static String message(JsonNode json) {
    if (json.has("error")) {
      return "error";
    }
    if (json.has("usage")) {
      return json.at("/usage/completion_tokens").isNull() ? "nulls" : "usage";
    }
    JsonNode choice = json.at("/choices/0");
    String text = choice.at("/delta/content").asText(choice.path("text").asText());
    boolean finish = choice.path("finish_reason").isTextual();
    String kind = choice.at("/delta/role").isTextual() ? "role" : text.isEmpty() ? "empty" : "out";
    return kind + (finish ? "!" : "");
  }
}
