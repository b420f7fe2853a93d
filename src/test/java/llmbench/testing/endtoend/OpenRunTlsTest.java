package llmbench.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import llmbench.injection.testing.NumberedPrompts;
import llmbench.injection.testing.TestCertificates;
import llmbench.llm.testing.ScriptedServer;
import llmbench.options.given.Sources;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.RequestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An open run within TLS whose users open their own connections: each has to trust the server. */
class OpenRunTlsTest {

  private static final String LINE =
      "vllm bench serve --backend openai-chat --model Qwen2.5-0.5B-Instruct --tokenizer bundled"
          + " --endpoint /v1/chat/completions --dataset-name random --num-prompts 6"
          + " --random-input-len 8 --random-output-len 1 --request-rate 50 --disable-tqdm"
          + " --base-url https://";

  @TempDir Path folder;

  @Test
  void eachUserTrustsTheServerAsAskedFor() throws Exception {
    TestCertificates certificates = new TestCertificates(folder);
    try (ScriptedServer server = server(certificates)) {
      int before = 0;
      for (Map<String, String> trust :
          List.of(
              Map.of("llm.insecure", ""),
              Map.of("llm.ca-cert", certificates.pem("own").toString()))) {
        RecordedRun run = run(server, trust);
        assertThat(run.requests()).hasSize(6).allMatch(RequestRecord::ok);
        // None is opened ahead: the first request at least has to connect.
        assertThat(run.requests()).anyMatch(request -> request.departure().connectNanos() > 0);
        assertThat(server.requests(NumberedPrompts.PATH) - before).isEqualTo(6);
        before = server.requests(NumberedPrompts.PATH);
      }
    }
  }

  private RecordedRun run(ScriptedServer server, Map<String, String> trust) throws IOException {
    Map<String, String> settings = new TreeMap<>(trust);
    settings.put("llm.spare-connections", "0");
    Sources sources = new Sources(LINE + server.address(), settings);
    return RecordedRun.read(
        InProcessRun.run(sources, Files.createDirectories(folder.resolve("results"))));
  }

  /** Knows one path, and is healthy. */
  private static ScriptedServer server(TestCertificates certificates) throws Exception {
    SSLContext tls = certificates.server("own", "ip:127.0.0.1");
    ScriptedServer.Script chat = (wire, place) -> NumberedPrompts.answer(wire);
    ScriptedServer.Script nothing =
        (wire, place) -> {
          wire.send("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n");
          return true;
        };
    return new ScriptedServer(
        Map.of(
            NumberedPrompts.PATH,
            chat,
            "/health",
            nothing,
            "/metrics",
            nothing,
            "/tokenize",
            nothing,
            "/truth",
            nothing,
            "/v1/models",
            nothing),
        accepted -> within(tls, accepted));
  }

  private static Socket within(SSLContext tls, Socket accepted) throws IOException {
    String host = accepted.getInetAddress().getHostAddress();
    SSLSocket secured =
        (SSLSocket) tls.getSocketFactory().createSocket(accepted, host, accepted.getPort(), true);
    secured.setUseClientMode(false);
    return secured;
  }
}
