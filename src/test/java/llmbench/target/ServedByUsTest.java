package llmbench.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedByUsTest {

  private static final Duration SOON = Duration.ofMillis(1);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** A port on which nothing can listen without being root, so nobody answers. */
  private static final URI NOBODY = URI.create("http://127.0.0.1:1/health");

  @TempDir private Path scratch;

  private ServedByUs shell(String script) {
    return ServedByUs.start(
        List.of("sh", "-c", script), Map.of("GREETING", "hello"), Optional.of(log()), SOON);
  }

  private Path log() {
    return scratch.resolve("server.log");
  }

  @Test
  void itIsAskedUntilItIsReadyAndEndedWithItsChildren() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer health =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Path child = scratch.resolve("child");
    health.createContext(
        "/health",
        exchange -> {
          boolean ready = asked.incrementAndGet() > 2 && Files.exists(child);
          exchange.sendResponseHeaders(ready ? 200 : 503, -1);
          exchange.close();
        });
    health.start();
    URI url = URI.create("http://127.0.0.1:" + health.getAddress().getPort() + "/health");
    ProcessHandle sleeping;
    try (ServedByUs server =
        shell(
            "echo $GREETING; sh -c 'echo $$ > child.part; mv child.part child; exec sleep 600'"
                    .replace("child", child.toString())
                + " & wait")) {
      server.awaitReady(url, LIMIT);
      sleeping = ProcessHandle.of(Long.parseLong(Files.readString(child).strip())).orElseThrow();
      assertThat(sleeping.isAlive()).isTrue();
    } finally {
      health.stop(0);
    }
    sleeping.onExit().join();
    assertThat(asked.get()).isGreaterThan(2);
    assertThat(log()).hasContent("hello\n");
  }

  @Test
  void aServerThatEndsBeforeItIsReadyIsSaid() {
    try (ServedByUs server = shell("exit 7")) {
      assertThatThrownBy(() -> server.awaitReady(NOBODY, LIMIT))
          .isInstanceOf(NotServedException.class)
          .hasMessage(
              "The server ended with exit status 7 before it was ready. What it printed is in "
                  + log()
                  + ".");
    }
  }

  @Test
  void aServerThatIsNeverReadyIsSaid() {
    try (ServedByUs server = shell("exec sleep 600")) {
      assertThatThrownBy(() -> server.awaitReady(NOBODY, Duration.ZERO))
          .isInstanceOf(NotServedException.class)
          .hasMessageStartingWith("The server is not ready after 0 s: " + NOBODY);
    }
  }

  @Test
  void aProgramThatIsNotThereIsNamedAndItsArgumentsAreNot() throws IOException {
    List<String> words = List.of(scratch.resolve("vllm").toString(), "serve", "--api-key", "k3y");
    assertThatThrownBy(() -> ServedByUs.start(words, Map.of(), Optional.of(log())))
        .isInstanceOf(NotServedException.class)
        .hasMessageContaining("there is no program " + words.get(0) + " that may be run")
        .hasMessageNotContaining("k3y");
  }
}
