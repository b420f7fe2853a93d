package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import llmbench.Report;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report half from its command line: a small run directory made by hand, and odd ones. */
class ReportTest {

  private static final String RUN_JSON =
      """
      {"schema": 1, "state": "FINISHED", "simulation": "llmbench.BenchmarkSimulation",
       "started_at": "2026-11-24T12:00:00Z", "clock_zero_epoch_millis": 1795521600000,
       "end_nanos": 2000000000, "versions": {}, "host": {}, "dataset": {}, "notes": [],
       "options": {"compat": "vllm-0.32", "backend": "openai-chat", "model": "m",
         "num-prompts": "3", "max-concurrency": "2"}, "of a later version": 1}
      """;

  private static final String REQUESTS =
      """
      {"index":0,"name":"chat","request_id":"","prompt_tokens":10,"max_tokens":3,"sent_ns":0,\
      "end_ns":60000000,"status":200,"resends":0,"kinds":"RT3UD",\
      "gaps_ns":[20000000,1000000,10000000,12000000,0,0],\
      "usage":{"prompt_tokens":39,"completion_tokens":3},"finish_reason":"length","text":"a b c"}
      {"index":2,"name":"chat","request_id":"","prompt_tokens":10,"max_tokens":3,\
      "sent_ns":70000000,"end_ns":71000000,"status":503,"resends":0,"kinds":"","gaps_ns":[],\
      "text":"","fault":{"kind":"http-status","message":"503 Service Unavailable",\
      "body":"busy \\u001b[31m\\u202enow"}}
      {"index":1,"name":"chat","request_id":"","prompt_tokens":10,"max_tokens":3,\
      "sent_ns":1000000,"end_ns":101000000,"status":200,"resends":0,"kinds":"RT3UD",\
      "gaps_ns":[30000000,0,30000000,40000000,0,0],\
      "usage":{"prompt_tokens":39,"completion_tokens":3},"finish_reason":"length","text":"a b c"}
      """;

  private static final String BLOCK =
      """
      ============ Serving Benchmark Result ============
      Successful requests:                     2         |
      Failed requests:                         1         |
      Maximum request concurrency:             2         |
      Benchmark duration (s):                  0.10      |
      Total input tokens:                      78        |
      Total generated tokens:                  6         |
      Request throughput (req/s):              19.80     |
      Output token throughput (tok/s):         59.41     |
      Peak output token throughput (tok/s):    8.00      |
      Peak concurrent requests:                2.00      |
      Total token throughput (tok/s):          831.68    |
      ---------------Time to First Token----------------
      Mean TTFT (ms):                          25.00     |
      Median TTFT (ms):                        25.00     |
      P99 TTFT (ms):                           29.90     |
      -----Time per Output Token (excl. 1st token)------
      Mean TPOT (ms):                          23.25     |
      Median TPOT (ms):                        23.25     |
      P99 TPOT (ms):                           34.77     |
      ---------------Inter-token Latency----------------
      Mean ITL (ms):                           15.50     |
      Median ITL (ms):                         11.00     |
      P99 ITL (ms):                            39.50     |
      ==================================================
      """
          .replace("|", "");

  private static final String AROUND =
      """
      Failed, once: http-status: 503 Service Unavailable
        busy  [31m now
      Failed requests during benchmark run detected (capping to 10):
      Error 0: http-status: 503 Service Unavailable
      %s---------------- The true figures ----------------
      To the first output, median / P99 (ms):  25.50 / 29.91
      Between outputs, median / P99 (ms):      21.00 / 39.70
      Input tokens without template:           20        |
      ==================================================
      Doubt: simulation.log is missing: nothing confirms the number of requests or their \
      outcomes. Put simulation.log back beside requests.jsonl, and report the run again.
      Doubt: 1 of 3 requests failed (1 http-status). They are in no latency figure: find out why \
      before comparing.
      Doubt: 2 of 3 requests were sent in one burst at the start (67 %%), which TTFT shows. Send \
      ten times as many requests as are in flight at once (--num-prompts, --number).
      Doubt: 2 requests are too few for P99: 100 are needed, 299 for a certified one. With so \
      few it is little more than the slowest: send more (--num-prompts, --number).
      """
          .replace("|", "");

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path run = Path.of("");

  @BeforeEach
  void makeRun() throws IOException {
    run = Files.createDirectory(folder.resolve("benchmarksimulation-20261124120000000"));
    Files.writeString(run.resolve("run.json"), RUN_JSON);
    Files.writeString(run.resolve("requests.jsonl"), REQUESTS);
  }

  @Test
  void aRunIsReportedWithItsFailuresTheTrueFiguresAndTheDoubts() throws IOException {
    assertThat(report(run.toString())).isZero();
    assertThat(text(out))
        .isEqualTo(
            AROUND.formatted(BLOCK)
                + "Files: "
                + run
                + "\nPage:  "
                + run.resolve("llm.html").toUri()
                + "\n");
    assertThat(Files.readString(run.resolve("vllm.txt"))).isEqualTo(BLOCK);
    JsonNode json = new ObjectMapper().readTree(run.resolve("vllm.json").toFile());
    assertThat(json.get("errors").toString())
        .isEqualTo("[\"\",\"\",\"http-status: 503 Service Unavailable\"]");
  }

  @Test
  void aFormatAloneIsPrintedAndNothingIsWritten() {
    assertThat(report("--format", "vllm", run.toString())).isZero();
    assertThat(text(out)).isEqualTo(BLOCK);
    assertThat(run.resolve("vllm.txt")).doesNotExist();
  }

  @Test
  void limitsEndAtTheFirstWordThatIsNone() {
    assertThat(report("--format", "vllm", "--goodput", "ttft:20", "tpot:100", run.toString()))
        .isZero();
    assertThat(text(out)).contains("Request goodput (req/s):                 9.90");
  }

  @Test
  void aBrokenSloIsSaidWithItsFiguresAndIsTheExitStatus() throws IOException {
    String slos = "p99_ttft<=25ms,mean_true_ttft<=30ms,error_rate<=50%";
    assertThat(report("--slo", slos, run.toString())).isEqualTo(1);
    assertThat(text(out))
        .contains("SLO BROKEN: p99_ttft<=25ms: 29.90 ms, 19.6 % above its limit\n")
        .contains("SLO kept:   mean_true_ttft<=30ms: 25.50 ms, 15.0 % below its limit\n")
        .contains("SLO kept:   error_rate<=50%: 33.33 %, 16.67 points below its limit\n")
        .endsWith("1 of 3 SLOs is broken: exit status 1.\n");
    JsonNode verdict = new ObjectMapper().readTree(run.resolve("verdict.json").toFile());
    assertThat(verdict.get("failed").asBoolean()).isTrue();
    assertThat(verdict.at("/slos/0/kept").asBoolean()).isFalse();
  }

  @Test
  void aVerdictByOtherLimitsThanTheRunsIsSaidToBeOne() {
    String before = "The verdict here, in the files too, is that by --slo p99_ttft<=900ms; the run";
    report("--slo", "p99_ttft<=900ms", run.toString());
    assertThat(text(out))
        .contains(
            before
                + " itself had no SLO (run.json): report it without --slo for its own.\n"
                + "SLO kept:   p99_ttft<=900ms");
    Path asked = Path.of("src/test/resources/golden/exports/run");
    out.reset();
    String there = folder.resolve("a").toString();
    report("--slo", "p99_ttft<=900ms", "--output", there, asked.toString());
    assertThat(text(out)).contains(before + " itself was held to p99_ttft<=200ms,");
    out.reset();
    report("--output", folder.resolve("b").toString(), asked.toString());
    assertThat(text(out)).contains("SLO BROKEN").doesNotContain("The verdict here");
  }

  @Test
  void keptSlosAndDoubtsBreakNothingUnlessThatIsAskedFor() {
    assertThat(report("--slo", "p99_ttft<=1s", run.toString())).isZero();
    out.reset();
    assertThat(report("--fail-on-doubts", run.toString())).isEqualTo(1);
    assertThat(text(out)).endsWith("There is a doubt, and fail-on-doubts is set: exit status 1.\n");
  }

  @Test
  void anSloThatCannotBeReadIsSaidAndNothingIsWritten() {
    assertThat(report("--slo", "p99_tfft<=1s", run.toString())).isEqualTo(2);
    assertThat(text(err)).startsWith("slo: 'p99_tfft' is not a statistic; did you mean p99_ttft");
    assertThat(run.resolve("vllm.txt")).doesNotExist();
  }

  @Test
  void whatItsOwnJsonSaysCanBeReportedAgain() {
    report("--format", "json", run.toString());
    Path json = folder.resolve("result.json");
    write(json, text(out));
    out.reset();
    assertThat(report("--format", "vllm", json.toString())).isZero();
    assertThat(text(out)).isEqualTo(BLOCK);
  }

  @Test
  void aResultOfTheToolGivesTheToolsOwnText() throws IOException {
    Path json = Files.writeString(folder.resolve("r.json"), golden("result_0.32.0_detailed.json"));
    String printed = golden("result_0.32.0_detailed.txt");
    assertThat(
            report(
                "--format",
                "vllm",
                "--percentile-metrics",
                "ttft,tpot,itl,e2el",
                "--metric-percentiles",
                "50,99",
                json.toString()))
        .isZero();
    assertThat(printed).contains(text(out).lines().skip(1).limit(11).toList());
  }

  @Test
  void severalDirectoriesAreOneRunOnOneClock() throws IOException {
    Path other = Files.createDirectory(folder.resolve("benchmarksimulation-2"));
    Files.writeString(
        other.resolve("run.json"), RUN_JSON.replace("1795521600000", "1795521600900"));
    Files.writeString(other.resolve("requests.jsonl"), REQUESTS);
    assertThat(report("--format", "vllm", run.toString(), other.toString())).isZero();
    assertThat(text(out))
        .contains("Successful requests:                     4")
        .contains("Benchmark duration (s):                  1.00");
  }

  @Test
  void withoutARecordTheLogAloneIsReportedAndSaysSo() throws IOException {
    Files.delete(run.resolve("requests.jsonl"));
    try (InputStream log = resource("/runlog/every-record.log")) {
      Files.copy(log, run.resolve("simulation.log"));
    }
    assertThat(report("--output", folder.resolve("to").toString(), run.toString())).isZero();
    assertThat(text(out))
        .startsWith("Failed, once: check: 日本語")
        .contains("=== From simulation.log alone (1 ms resolution) ==")
        .contains("Successful requests:                     2")
        .contains("Failed requests:                         1")
        .contains("Median TTFT (ms):                        50.00")
        .contains("Doubt: requests.jsonl is missing: the figures are simulation.log's");
    assertThat(folder.resolve("to/js/global_stats.json")).isNotEmptyFile();
    assertThat(folder.resolve("to/summary.md"))
        .content()
        .contains("| E2EL |")
        .doesNotContain("TTFT", "| E2EL | 0.00");
    out.reset();
    assertThat(report("--slo", "max_e2el<=1ms,p99_ttft<=1s", run.toString())).isEqualTo(1);
    assertThat(text(out))
        .containsPattern("SLO BROKEN: max_e2el<=1ms: [1-9][0-9.]+ ms, ")
        .contains("SLO BROKEN: p99_ttft<=1000ms: not measured");
    assertThat(folder.resolve("to/vllm.txt")).doesNotExist();
  }

  @Test
  void aRunWithoutASuccessIsReportedAndFails() throws IOException {
    String failed =
        REQUESTS.lines().filter(line -> line.contains("fault")).findFirst().orElseThrow();
    Files.writeString(run.resolve("requests.jsonl"), failed + "\n");
    assertThat(report(run.toString())).isEqualTo(1);
    assertThat(text(out))
        .as("no statistic of nothing, and last what the server said")
        .isEqualTo(
            """
            Doubt: simulation.log is missing: nothing confirms the number of requests or their \
            outcomes. Put simulation.log back beside requests.jsonl, and report the run again.
            Doubt: 1 of 1 request failed (1 http-status). There are no figures; what the server \
            said stands with the failures.
            Files: %s
            Page:  %s
            Failed, once: http-status: 503 Service Unavailable
              busy  [31m now
            Nothing succeeded: exit status 1. http-status: 503 Service Unavailable.
            """
                .formatted(run, run.resolve("llm.html").toUri()));
    assertThat(run.resolve("vllm.txt")).content().contains("Successful requests:  ");
    out.reset();
    assertThat(FinishedRun.report(run, new PrintStream(out))).isEqualTo(1);
    assertThat(text(out)).contains("Files: " + run);
  }

  @Test
  void aRunsOwnReportEndsWithItsPage() throws IOException {
    assertThat(FinishedRun.report(run, new PrintStream(out))).isZero();
    assertThat(text(out))
        .endsWith("Files: " + run + "\nPage:  " + run.resolve("llm.html").toUri() + "\n");
  }

  @Test
  void filesThatAreNotThereAreDoubtsAndABareLogSaysHowToHaveThem() throws IOException {
    Files.delete(run.resolve("run.json"));
    assertThat(report("--fail-on-doubts", run.toString())).isEqualTo(1);
    assertThat(text(out))
        .contains("Doubt: run.json is missing: the run's options, its machine and how it ended")
        .contains("Doubt: simulation.log is missing: nothing confirms");
    Files.delete(run.resolve("requests.jsonl"));
    try (InputStream log = resource("/runlog/every-record.log")) {
      Files.copy(log, run.resolve("simulation.log"));
    }
    out.reset();
    assertThat(report(run.toString())).isZero();
    assertThat(text(out))
        .contains("Doubt: requests.jsonl is missing", "tokenReport() among the simulation's")
        .doesNotContain("simulation.log is missing", "run.json is missing");
  }

  @Test
  void aStepOfACheckHasItsLogInTheDirectoryAbove() throws IOException {
    Path step = Files.createDirectory(run.resolve("vllm-0.32-load"));
    Files.move(run.resolve("run.json"), step.resolve("run.json"));
    Files.move(run.resolve("requests.jsonl"), step.resolve("requests.jsonl"));
    assertThat(report(step.toString())).isZero();
    assertThat(text(out)).contains("simulation.log is missing");
    Files.createFile(run.resolve("simulation.log"));
    out.reset();
    assertThat(report(step.toString())).isZero();
    assertThat(text(out)).doesNotContain("simulation.log is missing");
  }

  @Test
  void whatWasProbablyMeantIsSaid() {
    assertThat(refusal("--formt", "vllm", run.toString()))
        .isEqualTo("Unknown option: '--formt'; did you mean --format?\n");
    assertThat(refusal("comapre", run.toString(), run.toString()))
        .isEqualTo("'comapre' is no run directory; did you mean compare?\n");
    assertThat(refusal("compare", "--treshold=3", run.toString(), run.toString()))
        .endsWith("; did you mean --threshold?\n");
    Path file = run.resolve("run.json");
    assertThat(refusal(file.toString()))
        .isEqualTo(file + " is a file of a run: name its directory, " + run + "\n");
  }

  @Test
  void badInputGetsOneMessageAndStatusTwo() throws IOException {
    assertThat(refusal()).startsWith("Nothing to report: name a run directory");
    assertThat(refusal("nowhere")).startsWith("nowhere is not a run directory.");
    assertThat(refusal(folder.toString())).contains("below it is one: name one of them, such as");
    assertThat(refusal(Files.createDirectory(folder.resolve("empty")).toString()))
        .contains("holds neither requests.jsonl nor");
    assertThat(refusal("--format", "pdf", run.toString())).contains("'pdf' is not known");
    assertThat(refusal("--compat", "vllm-9", run.toString())).contains("vllm-9");
    assertThat(refusal("--metric-percentiles", "101", run.toString())).contains("0 to 100");
    assertThat(refusal("--slo", "p99_ttft<=1s,", "error_rate<=1%", run.toString()))
        .startsWith("--slo ends at a blank, with 'p99_ttft<=1s,': so 'error_rate<=1%' was taken")
        .contains("without blanks", "quote them inside exec.args");
    assertThat(refusal("--slo", "p99_ttft", "<=", "1s", run.toString()))
        .contains("so '<=' was taken for a run directory");
    assertThat(refusal("--unheard-of", run.toString())).contains("--unheard-of");
    assertThat(refusal("--format", "jenkins", run.toString())).contains("no simulation.log");
    Files.writeString(run.resolve("run.json"), RUN_JSON.replace("\"schema\": 1", "\"schema\": 9"));
    assertThat(refusal(run.toString()))
        .contains("was written by a newer version of LLM Bench" + " (schema 9");
  }

  @Test
  void halfARunFileIsSaidAndNotFatal() throws IOException {
    Files.writeString(run.resolve("run.json"), "{\"schema\": 1, \"sta");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(Report.run(new String[] {run.toString()}, stream, stream)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Successful requests:")
        .contains("run.json can't be read");
  }

  private String refusal(String... args) {
    err.reset();
    assertThat(report(args)).isEqualTo(2);
    assertThat(text(err)).doesNotContain("\tat ");
    return text(err);
  }

  private int report(String... args) {
    return Report.run(args, new PrintStream(out, true), new PrintStream(err, true));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = resource("/golden/vllm/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(ReportTest.class.getResourceAsStream(name));
  }
}
