package llmbench.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubFilesTest {

  private static final HubFile BENCH =
      new HubFile(HubRepository.newest(Hub.HUGGING_FACE, "owner/bench"), "data/a file.jsonl");

  private static final HubFile MODELSCOPES =
      new HubFile(HubRepository.newest(Hub.MODELSCOPE, "owner/bench"), "a/b c.json");

  @TempDir Path home;

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> said = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private HttpServer hub;
  private HttpServer other;
  private int status = 200;
  private boolean cut;

  @BeforeEach
  void start() throws IOException {
    // Two hosts, by their names: a token for one isn't for the other.
    hub = server("localhost");
    other = server("127.0.0.1");
    environment.put("HF_ENDPOINT", "http://localhost:" + hub.getAddress().getPort() + "/");
    environment.put("MODELSCOPE_ENDPOINT", "http://localhost:" + hub.getAddress().getPort());
  }

  private HttpServer server(String host) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(host, 0), 0);
    server.createContext("/", this::answer);
    server.start();
    return server;
  }

  @AfterEach
  void stop() {
    hub.stop(0);
    other.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean isHub = exchange.getHttpContext().getServer() == hub;
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    asked.add((isHub ? "hub " : "other ") + exchange.getRequestURI() + " " + token);
    if (isHub && status == 302) {
      exchange.getResponseHeaders().set("X-Repo-Commit", "c0ffee");
      exchange
          .getResponseHeaders()
          .set("Location", "http://127.0.0.1:" + other.getAddress().getPort() + "/blob");
      exchange.sendResponseHeaders(302, -1);
    } else {
      byte[] body = "{\"prompt\": \"hi\"}\n".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status == 302 ? 200 : status, body.length + (cut ? 1 : 0));
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private Path get(HubFile file) {
    return new HubFiles(environment, home, said::add).get(file);
  }

  @Test
  void aFileIsDownloadedOnceIntoTheCacheOfTheHubsOwnLibraries() throws IOException {
    status = 302;
    environment.put("HF_TOKEN", "hf_secret");
    Path file = get(BENCH);
    assertThat(file)
        .isEqualTo(
            home.resolve(".cache/huggingface/hub/datasets--owner--bench/snapshots/c0ffee")
                .resolve("data/a file.jsonl"))
        .hasContent("{\"prompt\": \"hi\"}\n");
    assertThat(get(BENCH)).isEqualTo(file);
    assertThat(asked)
        .as("the token is for the hub alone")
        .containsExactly(
            "hub /datasets/owner/bench/resolve/main/data/a%20file.jsonl Bearer hf_secret",
            "other /blob null");
    assertThat(String.join("\n", said)).doesNotContain("hf_secret");
    assertThat(said)
        .containsExactly(
            "Downloading the data/a file.jsonl of Hugging Face's dataset owner/bench …",
            "Downloaded 0.0 MB to " + file);
  }

  @Test
  void whatTheHubsLibrariesHaveBroughtIsTakenMainsStateFirst() throws IOException {
    environment.put("HF_HOME", home.resolve("hf").toString());
    environment.put("HF_HUB_OFFLINE", "1");
    Path dataset = home.resolve("hf/hub/datasets--owner--bench");
    Path old = Files.createDirectories(dataset.resolve("snapshots/aaa/data"));
    Path main = Files.createDirectories(dataset.resolve("snapshots/bbb/data"));
    Files.writeString(old.resolve("a file.jsonl"), "old");
    Files.writeString(main.resolve("a file.jsonl"), "main");
    assertThat(get(BENCH)).hasContent("old");
    Files.createDirectories(dataset.resolve("refs"));
    Files.writeString(dataset.resolve("refs/main"), "bbb\n");
    assertThat(get(BENCH)).hasContent("main");
    assertThat(asked).isEmpty();
  }

  @Test
  void modelScopeHasItsOwnPathsCacheAndToken() {
    environment.put("MODELSCOPE_API_TOKEN", "ms");
    Path file = get(MODELSCOPES);
    assertThat(file)
        .isEqualTo(home.resolve(".cache/modelscope/hub/datasets/owner/bench/a/b c.json"));
    assertThat(asked)
        .containsExactly(
            "hub /api/v1/datasets/owner/bench/repo?Revision=master&FilePath=a%2Fb+c.json"
                + " Bearer ms");
    assertThat(get(MODELSCOPES)).isEqualTo(file);
    assertThat(asked).hasSize(1);
  }

  @Test
  void whyAFileCannotBeHadIsSaidAndNothingIsLeftHalf() throws IOException {
    status = 401;
    assertThatThrownBy(() -> get(BENCH))
        .hasMessageContaining("isn't for everybody, or isn't there (status 401): set HF_TOKEN to")
        .hasMessageEndingWith("Download it by hand, and give it with --dataset-path.");
    status = 404;
    assertThatThrownBy(() -> get(BENCH))
        .hasMessageStartingWith("There is no data/a file.jsonl of Hugging Face's dataset");
    status = 500;
    assertThatThrownBy(() -> get(BENCH)).hasMessageContaining("status 500");
    status = 200;
    cut = true;
    assertThatThrownBy(() -> get(BENCH)).isInstanceOf(HubException.class);
    environment.put("HF_HUB_OFFLINE", "1");
    assertThatThrownBy(() -> get(BENCH)).hasMessageContaining("HF_HUB_OFFLINE forbids");
    environment.remove("HF_HUB_OFFLINE");
    environment.put("HF_ENDPOINT", "http://127.0.0.1:1");
    assertThatThrownBy(() -> get(BENCH)).hasMessageContaining("no connection to 127.0.0.1");
    try (Stream<Path> left = Files.walk(home)) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }
}
