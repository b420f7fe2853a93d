package llmbench.simserver.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.BooleanSupplier;
import llmbench.simserver.SimServer;
import org.jspecify.annotations.Nullable;

/** For tests: an HTTP client of one server, and what is asked of it again and again. */
public final class SimClient {

  public static final String CHAT = "/v1/chat/completions";
  public static final String COMPLETIONS = "/v1/completions";
  public static final String MODEL = "Qwen2.5-0.5B-Instruct";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final SimServer server;

  public SimClient(SimServer server) {
    this.server = server;
  }

  /** A chat of two words: 31 tokens, as the golden stream has. */
  public static String chat(String more) {
    return "{\"model\":\""
        + MODEL
        + "\",\"messages\":[{\"role\":\"user\",\"content\":\"two words\"}],"
        + more
        + "}";
  }

  public HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, null, "");
  }

  public HttpResponse<String> post(String path, String body) throws Exception {
    return send("POST", path, body, "");
  }

  public HttpResponse<String> post(String path, String body, String requestId) throws Exception {
    return send("POST", path, body, requestId);
  }

  public HttpResponse<String> send(
      String method, String path, @Nullable String body, String requestId) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
            .header("content-type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!requestId.isEmpty()) {
      request.header("x-request-id", requestId);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** A connection that is open, with nothing asked yet; a read that never ends fails. */
  public Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  /** The bytes of a POST. */
  public static byte[] raw(String path, String body, String moreHeaders) {
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: "
            + body.getBytes(UTF_8).length
            + "\r\n"
            + moreHeaders
            + "\r\n";
    return (head + body).getBytes(UTF_8);
  }

  /** All that the server writes until it closes the connection. */
  public String untilClosed(byte[] request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request);
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  /** Waits for something that the server does on its own; fails when it never does. */
  public static void await(String what, BooleanSupplier state) {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!state.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  /** A golden file. */
  public static String golden(String file) throws IOException {
    try (InputStream in =
        requireNonNull(SimClient.class.getResourceAsStream("/golden/streams/" + file))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** What differs from run to run, and what the model says, made the same. */
  public static String masked(String text) {
    return text.replaceAll("\"id\":\"(chatcmpl|cmpl|modelperm)-[0-9a-f]{16}\"", "\"id\":\"$1-ID\"")
        .replaceAll("\"created\":\\d+", "\"created\":TIME")
        .replaceAll("\"content\":\"[^\"]+\"", "\"content\":\"TEXT\"")
        .replaceAll("\"text\":\"(\\\\.|[^\"\\\\])+\"", "\"text\":\"TEXT\"")
        .replaceAll("\"system_fingerprint\":\"[^\"]*\"", "\"system_fingerprint\":\"PRINT\"");
  }
}
