package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import llmbench.options.given.Sources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A line without {@code --model}, and a server that says its models to those who have the key. */
class UnnamedModelTest {

  private static final String MODELS =
      "{\"data\":[{\"id\":\"served\",\"root\":\"Qwen/Qwen2.5-0.5B-Instruct\"}]}";

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", UnnamedModelTest::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestHeaders().getFirst("Authorization");
    boolean known = "Bearer sk-mine".equals(key);
    boolean models = exchange.getRequestURI().getPath().equals("/v1/models");
    byte[] body = (models && known ? MODELS : "{}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(known ? 200 : 401, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void theServerNamesItAndItsTokenizerIsFoundByTheRoot() {
    String bench =
        "vllm bench serve --host 127.0.0.1 --port "
            + server.getAddress().getPort()
            + " --num-prompts 1 --num-warmups 0 --ready-check-timeout-sec 0"
            + " --dataset-name random --random-input-len 8 --random-output-len 2";
    PreparedRun prepared =
        new Preparation(Map.of("OPENAI_API_KEY", "sk-mine"), getClass())
            .prepare(new Sources(bench, Map.of()), null);
    assertThat(prepared.model()).isEqualTo("served");
    assertThat(prepared.notes()).noneMatch(note -> note.contains("tokenizer is used instead"));
  }
}
