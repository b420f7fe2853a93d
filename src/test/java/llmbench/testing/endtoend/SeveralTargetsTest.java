package llmbench.testing.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import llmbench.Report;
import llmbench.options.given.Sources;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.config.TokenizerPromptCounter;
import llmbench.simserver.truth.RequestTruth;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RequestTarget;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs with several servers or models, from the line to what the servers counted. */
class SeveralTargetsTest {

  private static final int REQUESTS = 60;

  @TempDir Path results;

  private static SimServer server(String... models) {
    return SimServer.start(
        SimConfig.of(Timing.Fixed.ofMillis(2, 1)).withModels(List.of(models)),
        new TokenizerPromptCounter(Tokenizers.open("bundled", null).tokenizer(), null));
  }

  /** The server knows one of the two, and refuses the other. */
  @Test
  void theModelThatARecordHasIsTheOneThatTheServerWasAskedFor() {
    try (SimServer server = server(SimConfig.DEFAULT_MODEL, "big")) {
      Path run =
          InProcessRun.run(
              server,
              "--num-prompts " + REQUESTS + " --random-input-len 5 --random-output-len 3 --seed 7",
              Map.of("models", "big=3 small=1"),
              results);
      List<RequestRecord> sent = RecordedRun.read(run).requests();
      assertThat(sent).hasSize(REQUESTS);
      assertThat(named(sent)).containsExactlyInAnyOrder("big", "small");
      assertThat(sent).allMatch(each -> each.ok() == "big".equals(each.target().model()));
      assertThat(sent.stream().filter(RequestRecord::ok).count())
          .isEqualTo(server.truth().completed());
    }
  }

  @Test
  void theSimulatedServerOfARunOfEvalscopeHasThemToo() {
    String line =
        "evalscope perf --model M --prompt hello --number 20 --parallel 4 --max-tokens 3"
            + " --tokenizer-path bundled --seed 3";
    Map<String, String> settings = Map.of("llm.server", "simulated", "llm.models", "big=3 small=1");
    Path run = InProcessRun.run(new Sources(line, settings), results);
    List<RequestRecord> sent = RecordedRun.read(run).requests();
    assertThat(sent).hasSize(20).allMatch(RequestRecord::ok);
    assertThat(named(sent)).containsExactlyInAnyOrder("big", "small");
  }

  /** In the open model each request has a user and a connection of whoever was there before. */
  @ParameterizedTest
  @ValueSource(strings = {"--max-concurrency 4", "--request-rate 400", "--num-warmups 3"})
  void requestsGoToTheServersInTurn(String load) throws IOException {
    try (SimServer first = server(SimConfig.DEFAULT_MODEL, "big", "small");
        SimServer second = server(SimConfig.DEFAULT_MODEL, "big", "small");
        SimServer third = server(SimConfig.DEFAULT_MODEL, "big", "small")) {
      List<SimServer> servers = List.of(first, second, third);
      String line =
          "vllm bench serve --backend openai-chat --model Qwen2.5-0.5B-Instruct --tokenizer bundled"
              + " --endpoint /v1/chat/completions --dataset-name random --random-input-len 5"
              + " --random-output-len 3 --seed 7 --num-prompts 62 "
              + load;
      Map<String, String> settings =
          Map.of("llm.base-urls", urls(servers), "llm.models", "big=3 small=1");
      Path run = InProcessRun.run(new Sources(line, settings), results);
      RecordedRun read = RecordedRun.read(run);
      List<RequestRecord> sent = read.requests();
      assertThat(sent).hasSize(62).allMatch(RequestRecord::ok);
      // A slot of the closed model has a connection to each before it begins.
      boolean warm = load.startsWith("--max-concurrency");
      assertThat(sent).allMatch(each -> !warm || each.departure().connectNanos() == 0);
      for (RequestRecord request : sent) {
        assertThat(request.target().server())
            .isEqualTo(servers.get(request.index() % 3).baseUrl().toString());
      }
      for (SimServer server : servers) {
        assertThat(idsOf(server)).isEqualTo(idsOf(sent, server));
      }
      long each = load.startsWith("--num-warmups") ? 1 : 0;
      assertThat(servers).allMatch(server -> warmUps(server) == each);
      assertThat(Objects.requireNonNull(read.facts()).options())
          .containsEntry("base-urls", urls(servers))
          .doesNotContainKeys("host", "port", "base-url");
      assertReported(run, read);
    }
  }

  /** Each target's rows are as many as its records, on the page that others read. */
  private static void assertReported(Path run, RecordedRun read) throws IOException {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    assertThat(Report.run(new String[] {run.toString()}, nowhere, nowhere)).isZero();
    String metrics = Files.readString(run.resolve("metrics.prom"));
    Map<RequestTarget, Long> counts =
        read.requests().stream()
            .collect(Collectors.groupingBy(RequestRecord::target, Collectors.counting()));
    assertThat(counts).hasSize(6);
    counts.forEach(
        (target, count) ->
            assertThat(metrics)
                .contains(
                    "target=\"%s\",target_model=\"%s\",outcome=\"success\"} %d\n"
                        .formatted(target.server(), target.model(), count)));
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    try (SimServer there = server("M")) {
      String line = "vllm bench serve --model M --tokenizer bundled --num-prompts 3";
      Map<String, String> settings =
          Map.of("llm.base-urls", there.baseUrl() + " http://127.0.0.1:1/v");
      assertThatThrownBy(() -> InProcessRun.run(new Sources(line, settings), results))
          .hasMessageContaining("http://127.0.0.1:1: The server can't be reached");
      assertThat(there.truth().received()).isZero();
    }
  }

  private static String urls(List<SimServer> servers) {
    return servers.stream()
        .map(server -> server.baseUrl().toString())
        .collect(Collectors.joining(" "));
  }

  private static Set<String> idsOf(List<RequestRecord> sent, SimServer server) {
    return sent.stream()
        .filter(each -> server.baseUrl().toString().equals(each.target().server()))
        .map(RequestRecord::requestId)
        .collect(Collectors.toSet());
  }

  private static Set<String> idsOf(SimServer server) {
    return server.truth().requests().stream()
        .map(RequestTruth::requestId)
        .filter(id -> !id.isEmpty())
        .collect(Collectors.toSet());
  }

  /** They have no id. */
  private static long warmUps(SimServer server) {
    return server.truth().requests().stream().filter(each -> each.requestId().isEmpty()).count();
  }

  private static Set<String> named(List<RequestRecord> requests) {
    return requests.stream()
        .map(each -> Objects.requireNonNull(each.target().model()))
        .collect(Collectors.toSet());
  }
}
