package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.Report;
import llmbench.dataset.testing.WorkloadFiles;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each endpoint of both tools, from the command line to the record and the reports, beside the
 * simulated server's own account of the same requests.
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

  /** An API of each: others that share one differ in the body, and that is compared elsewhere. */
  static Collection<Backend> endpoints() {
    Map<String, Backend> first = new LinkedHashMap<>();
    for (Backend backend : Backend.values()) {
      first.putIfAbsent(backend.defaultEndpoint(), backend);
    }
    return first.values();
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void ourRecordIsTheServersAccount(Backend backend) throws IOException {
    Path run = run(line(backend), "vllm-0.33");
    RecordedRun read = RecordedRun.read(run);
    Map<String, RequestTruth> truths = new HashMap<>();
    server.truth().requests().forEach(truth -> truths.put(truth.requestId(), truth));
    for (RequestRecord request : read.requests()) {
      RequestTruth truth = requireNonNull(truths.get(request.requestId()));
      Usage usage = requireNonNull(request.usage());
      assertThat(usage.promptTokens()).isEqualTo(truth.promptTokens());
      assertThat(usage.completionTokens()).isEqualTo(truth.tokens());
      assertThat(truth.tokens()).isEqualTo(backend.hasTokens() ? TOKENS : 0);
      assertThat(request.messages().outputs()).isEqualTo(truth.chunks());
      assertThat(request.unstreamed()).isEqualTo(!backend.hasTokens());
    }
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

  /** evalscope sends no ids, so both accounts are compared as they are, whatever the order. */
  @ParameterizedTest
  @CsvSource({
    "embedding, /v1/embeddings, random_embedding_batch",
    "rerank, /v1/rerank, random_rerank"
  })
  void evalscopesPoolingToo(String api, String path, String dataset) throws IOException {
    String line =
        "evalscope perf --model Qwen2.5-0.5B-Instruct --tokenizer-path bundled --parallel 2 --api "
            + api
            + " --dataset "
            + dataset
            + " --number "
            + PROMPTS
            + " --min-prompt-length 4 --max-prompt-length 8 --no-timestamp --url http://127.0.0.1:"
            + server.port()
            + path;
    Path run = run(line, "evalscope-1.14");
    List<Integer> counted = new ArrayList<>();
    for (RequestRecord request : RecordedRun.read(run).requests()) {
      counted.add(requireNonNull(requireNonNull(request.usage()).promptTokens()));
      assertThat(request.unstreamed()).isTrue();
    }
    assertThat(counted)
        .containsExactlyInAnyOrderElementsOf(
            server.truth().requests().stream().map(RequestTruth::promptTokens).toList());
    JsonNode summary = new ObjectMapper().readTree(run.resolve("evalscope_summary.json").toFile());
    double mean = counted.stream().mapToInt(tokens -> tokens).average().orElseThrow();
    assertThat(summary.get("Success Requests").asInt()).isEqualTo(PROMPTS);
    assertThat(summary.get("Avg Input Tokens").asDouble()).isCloseTo(mean, within(1e-4));
    assertThat(summary.get("Input Throughput (tok/s)").asDouble()).isPositive();
    assertThat(Files.readString(run.resolve("evalscope.txt"))).doesNotContain("TTFT");
  }

  /** A run with all its reports, and nothing that is wrong with it. */
  private static Path run(String line, String compat) throws IOException {
    server.truth().reset();
    Path run = InProcessRun.run(new Sources(line, Map.of("llm.compat", compat)), results);
    assertThat(server.truth().completed()).isEqualTo(PROMPTS);
    assertThat(RecordedRun.read(run).requests())
        .hasSize(PROMPTS)
        .allSatisfy(request -> assertThat(request.fault()).isNull());
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    int status = Report.run(new String[] {run.toString()}, out, out);
    assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("WARNING");
    assertThat(status).isZero();
    return run;
  }

  private static String line(Backend backend) {
    return "vllm bench serve --backend "
        + backend.label()
        + " --endpoint "
        + backend.defaultEndpoint()
        + " --model Qwen2.5-0.5B-Instruct --tokenizer bundled --num-prompts "
        + PROMPTS
        + " --host 127.0.0.1 --max-concurrency 2 --disable-tqdm --port "
        + server.port()
        + dataset(backend);
  }

  private static String dataset(Backend backend) {
    return switch (backend) {
      case OPENAI_AUDIO ->
          " --dataset-name custom_audio --custom-output-len "
              + TOKENS
              + " --dataset-path "
              + new WorkloadFiles(results).put("custom_audio.jsonl");
      case VLLM_RERANK -> " --dataset-name random-rerank --random-input-len 24";
      default -> " --dataset-name random --random-input-len 8 --random-output-len " + TOKENS;
    };
  }
}
