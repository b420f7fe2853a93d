package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import llmbench.Report;
import llmbench.metrics.charts.RunCharts;
import llmbench.options.Backend;
import llmbench.options.given.Sources;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.Timing;
import llmbench.simserver.truth.RequestTruth;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Usage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each endpoint that takes a text, from the command line to the record, beside the simulated
 * server's own account of the same requests.
 */
class EndpointsTest {

  private static final int PROMPTS = 6;
  private static final int TOKENS = 5;

  @TempDir static Path results;
  private static SimServer server;

  @BeforeAll
  static void start() {
    server = InProcessRun.server(Timing.Fixed.ofMillis(3, 1), true, FaultSchedule.none());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"OPENAI_AUDIO", "VLLM_RERANK"},
      mode = EnumSource.Mode.EXCLUDE)
  void ourRecordIsTheServersAccount(Backend backend) throws IOException {
    server.truth().reset();
    Path run = InProcessRun.run(new Sources(line(backend), settings()), results);
    RecordedRun read = RecordedRun.read(run);
    assertThat(server.truth().completed()).isEqualTo(PROMPTS);
    Map<String, RequestTruth> truths = new HashMap<>();
    server.truth().requests().forEach(truth -> truths.put(truth.requestId(), truth));
    assertThat(read.requests()).hasSize(PROMPTS);
    for (RequestRecord request : read.requests()) {
      RequestTruth truth = requireNonNull(truths.get(request.requestId()));
      Usage usage = requireNonNull(request.usage());
      assertThat(request.fault()).isNull();
      assertThat(usage.promptTokens()).isEqualTo(truth.promptTokens());
      assertThat(usage.completionTokens()).isEqualTo(truth.tokens());
      assertThat(truth.tokens()).isEqualTo(backend.hasTokens() ? TOKENS : 0);
      assertThat(request.messages().outputs()).isEqualTo(truth.chunks());
      assertThat(request.unstreamed()).isEqualTo(!backend.hasTokens());
    }
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    int status = Report.run(new String[] {run.toString()}, out, out);
    assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("WARNING");
    assertThat(status).isZero();
    String block = Files.readString(run.resolve("vllm.txt"));
    assertThat(block.contains("Time to First Token")).isEqualTo(backend.hasTokens());
    assertThat(block.contains("Input throughput (inputs/s):")).isEqualTo(!backend.hasTokens());
    String summary = Files.readString(run.resolve("summary.md"));
    assertThat(summary.contains(" output tok/s")).isEqualTo(backend.hasTokens());
    String metrics = Files.readString(run.resolve("metrics.prom"));
    assertThat(metrics).contains("llmbench_input_tokens{");
    assertThat(metrics.contains("llmbench_inputs_per_second{")).isEqualTo(!backend.hasTokens());
    assertThat(metrics.contains("output_tokens")).isEqualTo(backend.hasTokens());
    assertThat(RunCharts.of(read.requests(), 50).overTime().orElseThrow().hasTokens())
        .isEqualTo(backend.hasTokens());
    JsonNode json = new ObjectMapper().readTree(run.resolve("vllm.json").toFile());
    assertThat(json.get("completed").asInt()).isEqualTo(PROMPTS);
    assertThat(json.has("total_input_sequences")).isEqualTo(!backend.hasTokens());
  }

  private static Map<String, String> settings() {
    return Map.of("llm.compat", "vllm-0.33");
  }

  private static String line(Backend backend) {
    return "vllm bench serve --backend "
        + backend.label()
        + " --endpoint "
        + backend.defaultEndpoint()
        + " --model Qwen2.5-0.5B-Instruct --tokenizer bundled --dataset-name random --num-prompts "
        + PROMPTS
        + " --random-input-len 8 --random-output-len "
        + TOKENS
        + " --host 127.0.0.1 --max-concurrency 2 --disable-tqdm --port "
        + server.port();
  }
}
