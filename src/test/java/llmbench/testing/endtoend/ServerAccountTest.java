package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import llmbench.Report;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.observed.TrueTimes;
import llmbench.metrics.server.BucketedTimes;
import llmbench.metrics.server.ServerAccount;
import llmbench.reporting.FinishedRun;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.config.TokenizerPromptCounter;
import llmbench.simserver.truth.RequestTruth;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.ServerMetrics;
import llmbench.timeline.ServerTime;
import llmbench.timeline.ServerTimes;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server's own account, by its /metrics and in its answers, against its exact truth: a run with
 * a ready check and warm-ups, of which nothing may be in it.
 */
class ServerAccountTest {

  private static final int PROMPTS = 24;
  private static final int TOKENS = 5;
  private static final String FIRST_TOKENS = "vllm:time_to_first_token_seconds";

  @TempDir static Path results;
  private static SimServer server;
  private static Path run;
  private static List<RequestRecord> records;
  private static List<RequestTruth> truths;
  private static ServerAccount account;

  @BeforeAll
  static void runOnce() {
    // So few at once that requests wait.
    Timing timing = Timing.Batch.A100_QWEN25_05B.withMaxSequences(3);
    server =
        SimServer.start(
            SimConfig.of(timing).withRequestMetrics(true),
            new TokenizerPromptCounter(Tokenizers.open("bundled", null).tokenizer(), null));
    String line =
        "--random-input-len 8 --random-output-len "
            + TOKENS
            + " --num-prompts "
            + PROMPTS
            + " --max-concurrency 8 --ready-check-timeout-sec 5 --num-warmups 3";
    run = InProcessRun.run(server, line, Map.of("compat", "vllm-0.33"), results);
    RecordedRun read = RecordedRun.read(run);
    records = read.requests();
    truths = server.truth().requests();
    ServerMetrics said =
        requireNonNull(requireNonNull(requireNonNull(read.facts()).conditions()).serverMetrics());
    account = ServerAccount.of(said).orElseThrow();
    // The page counts since the server's start: the ready check and the warm-ups are before.
    assertThat(requireNonNull(said.before().histograms().get(FIRST_TOKENS)).count()).isEqualTo(4);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void eachTimeIsCountedAsOftenAndAsLongAsItWas() {
    holds(ServerTime.TTFT, each(truth -> truth.firstNanos() - truth.arrivedNanos()));
    holds(ServerTime.ITL, truths.stream().flatMapToLong(ServerAccountTest::gaps).toArray());
    holds(ServerTime.QUEUE, each(truth -> truth.scheduledNanos() - truth.arrivedNanos()));
    holds(ServerTime.PREFILL, each(truth -> truth.firstNanos() - truth.scheduledNanos()));
    holds(ServerTime.DECODE, each(truth -> truth.tokenNanos(TOKENS - 1) - truth.firstNanos()));
    holds(ServerTime.E2EL, each(truth -> truth.endNanos() - truth.arrivedNanos()));
    assertThat(account.times()).hasSize(ServerTime.values().length);
  }

  @Test
  void answersSayTheirOwnTimesAndOursAreLonger() {
    Map<String, RequestTruth> byId =
        truths.stream().collect(Collectors.toMap(RequestTruth::requestId, Function.identity()));
    assertThat(records).hasSize(PROMPTS);
    for (RequestRecord request : records) {
      RequestTruth truth = requireNonNull(byId.get(request.requestId()));
      double queue = (truth.scheduledNanos() - truth.arrivedNanos()) / 1e6;
      double ttft = (truth.firstNanos() - truth.scheduledNanos()) / 1e6;
      assertThat(request.server()).isEqualTo(new ServerTimes(queue, ttft));
      assertThat(TrueTimes.of(request).ttftSeconds() * 1000).isGreaterThan(queue + ttft);
    }
  }

  @Test
  void itStandsBesideOursOnTheConsoleAndOnThePage() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FinishedRun.report(run, new PrintStream(out, true, StandardCharsets.UTF_8));
    String console = out.toString(StandardCharsets.UTF_8);
    assertThat(console)
        .containsSubsequence(
            "Serving Benchmark Result",
            "------------ The server's own account ------------\n",
            "Requests with a first token:             24         ours: 24\n",
            "To the first token, mean (ms):           ",
            "Said in its answers, request by request\n",
            "Network + front end + client, mean (ms): ",
            "the first request and the last: this run's alone.\n",
            "Page: ");
    assertThat(Files.readString(run.resolve("llm.html"))).contains("The server's own account");
    assertThat(Files.readString(run.resolve("vllm.txt"))).doesNotContain("own account");
  }

  @Test
  void itStandsBesideOursInAComparison() throws IOException {
    // Without the exact truth, which only the simulated server gives.
    Path copy = Files.createDirectory(results.resolve("copy"));
    for (String file : List.of("run.json", "requests.jsonl", "simulation.log")) {
      Files.copy(run.resolve(file), copy.resolve(file));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    Report.run(new String[] {"compare", copy + "@true", copy + "@vllm-0.32"}, print, print);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("copy: the server's own account")
        .contains(
            String.format(
                Locale.ROOT, "%.2f", account.of(ServerTime.TTFT).orElseThrow().meanMillis()));
  }

  private static void holds(ServerTime time, long[] nanos) {
    BucketedTimes counted = account.of(time).orElseThrow();
    assertThat(counted.count()).as(time.label()).isEqualTo(nanos.length);
    assertThat(counted.sumSeconds())
        .as(time.label())
        .isCloseTo(LongStream.of(nanos).sum() / 1e9, within(1e-9));
    Distribution exact = Distribution.of(Arrays.stream(nanos).mapToDouble(n -> n / 1e6).toArray());
    for (double percent : new double[] {0, 50, 99, 100}) {
      BucketedTimes.Interval interval = counted.percentile(percent);
      assertThat(exact.percentile(percent)).isBetween(interval.from(), interval.to());
    }
  }

  private static long[] each(ToLongFunction<RequestTruth> nanos) {
    return truths.stream().mapToLong(nanos).toArray();
  }

  private static LongStream gaps(RequestTruth truth) {
    return IntStream.range(1, truth.tokens())
        .mapToLong(i -> truth.tokenNanos(i) - truth.tokenNanos(i - 1));
  }
}
