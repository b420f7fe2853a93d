package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.testing.Reading;
import llmbench.simserver.SimServer;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;

class SimulatedServerTest {

  @Test
  void whoHasNamedAServerIsToldHowToReachIt() {
    assertThat(note(new Sources("vllm bench serve", Map.of("llm.server", "simulated"))))
        .endsWith("Leave out -Dllm.server=simulated to run against the one that is named.");
    assertThat(note(new Sources(null, Map.of("llm.url", "http://h", "llm.server", "simulated"))))
        .contains("Leave out -Dllm.server=simulated");
  }

  @Test
  void whoHasNamedNoneIsToldHowToNameOne() {
    assertThat(note(new Sources(null, Map.of("llm.seed", "1"))))
        .endsWith("-Dbench='vllm bench serve …' runs against a real one.");
  }

  @Test
  void itHasTheModulesOfTheRunAndNoTimesOfTokensThatNeverCame() throws Exception {
    BenchOptions options =
        Reading.bench("vllm bench serve --model m --lora-modules one two --num-prompts 1");
    try (SimServer server = SimulatedServer.start(options, Tokenizers.open("bundled", null))) {
      URI models = URI.create("http://127.0.0.1:" + server.port() + "/v1/models");
      String listed =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(models).build(), BodyHandlers.ofString())
              .body();
      assertThat(listed).contains("\"m\"", "\"one\"", "\"two\"");
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      SimulatedServer.printTruth(server, new PrintStream(printed, true, StandardCharsets.UTF_8));
      assertThat(printed.toString(StandardCharsets.UTF_8))
          .contains("Most requests in flight:")
          .doesNotContain("token");
    }
  }

  private static String note(Sources sources) {
    return SimulatedServer.note(sources.namesServer());
  }
}
