package llmbench.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CacheResetsTest {

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> said = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(exchange.getRequestMethod() + " " + path);
          exchange.sendResponseHeaders(path.equals("/no") ? 404 : 202, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private CacheResets resets() {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new CacheResets(new Endpoint(url), said::add);
  }

  @Test
  void eachCacheIsEmptiedInItsTurn() {
    resets().reset(List.of("/reset_prefix_cache", "/reset_mm_cache"));
    assertThat(asked).containsExactly("POST /reset_prefix_cache", "POST /reset_mm_cache");
    assertThat(said)
        .containsExactly("Resetting caches at http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Test
  void aServerThatRefusesIsAskedNothingMore() {
    assertThatThrownBy(() -> resets().reset(List.of("/no", "/reset_mm_cache")))
        .isInstanceOf(NotServedException.class)
        .hasMessageContaining("/no answers 404. vLLM does it only where it was started with");
    assertThat(asked).containsExactly("POST /no");
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    server.stop(0);
    assertThatThrownBy(() -> resets().reset(List.of("/reset_mm_cache")))
        .isInstanceOf(NotServedException.class)
        .hasMessageMatching(
            "The caches can't be emptied: http://127.0.0.1:\\d+/reset_mm_cache: connection"
                + " refused\\.");
  }
}
