package llmbench.reporting.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import llmbench.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole texts of comparisons of the tools' own files; {@code -Dgolden.update} writes them again.
 */
class CompareTest {

  private static final String GOLDEN = "src/test/resources/golden/compare/";

  @TempDir private Path scratch;

  /** What a comparison printed, and its exit status. */
  private record Printed(int status, String out, String err) {}

  @ParameterizedTest
  @CsvSource({
    "vllm_and_rust, vllm-0.32.json@vllm-0.32 vllm-bench-rust.json",
    "vllm_and_evalscope, vllm-0.32.json evalscope-1.14.1",
    "evalscope_versions, evalscope-1.14.1 evalscope-1.1.1",
    "evalscope_summary_alone, evalscope-1.14.1 summary-only",
    "our_run_by_each_definition, run",
    "our_run_and_results, run vllm-0.32.json@vllm-0.32 vllm-bench-rust.json evalscope-1.14.1",
    "our_run_by_the_true_definitions, run@true run@evalscope-1.1",
    "failures, evalscope-1.14.1 evalscope-1.14.1-failed",
    "conversations, ../conversations/run@vllm-0.33 ../conversations/run@evalscope-1.14",
  })
  void textsAreThoseOfTheGoldenFiles(String name, String sources) throws IOException {
    copySummaryAlone();
    String[] args =
        Stream.of(sources.split(" "))
            .map(source -> source.startsWith("summary") ? "" + scratch : GOLDEN + source)
            .toArray(String[]::new);
    Printed printed = compare(args);
    assertThat(printed.err()).isEmpty();
    String text = printed.out().replace(scratch.toString(), "SCRATCH");
    Path expected = Path.of(GOLDEN, name + ".txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, text);
    }
    assertThat(text).isEqualTo(Files.readString(expected));
    assertThat(printed.status()).isZero();
  }

  /** Without its database evalscope's own percentiles are all that there is. */
  private void copySummaryAlone() throws IOException {
    for (String file : List.of("benchmark_summary.json", "benchmark_percentile.json")) {
      Files.copy(Path.of(GOLDEN, "evalscope-1.14.1", file), scratch.resolve(file));
    }
  }

  @Test
  void aToleranceOfItsOwnDecidesWhatAgrees() {
    String wide =
        compare("--threshold", "99", GOLDEN + "evalscope-1.14.1", GOLDEN + "evalscope-1.1.1").out();
    assertThat(wide).contains("agree within 99 %").contains("0 differ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nowhere | is not there",
        "pom.xml | is not JSON",
        "src/test/resources/golden/compare/vllm-0.32.json | name another run or result",
        "src/test/resources/golden/compare | holds 1 runs; name one of them, such as",
        "src/test/java | neither a run of ours (requests.jsonl) nor one of evalscope",
        "src/test/resources/golden/compare/run@vllm | @vllm-0.32, @vllm-0.11, @evalscope-1.14, @",
        "src/test/resources/golden/compare/vllm-0.32.json@true | can be of vllm-0.33 or vllm-0.32",
        "src/test/resources/golden/compare/evalscope-1.14.1@true | has one definition only",
        "src/test/resources/golden/options/argparse_vllm-0.11.jsonl | is not a result of vLLM",
        "--threshold 101 x | --threshold is from 0 to 100 percent, not 101.0",
        "--threshold many x | Invalid value for option '--threshold'",
      })
  void whatCantBeComparedGetsOneMessage(String line, String message) {
    Printed printed = compare(line.strip().split(" "));
    assertThat(printed.err()).contains(message.strip()).doesNotContain("\tat ");
    assertThat(printed.out()).isEmpty();
    assertThat(printed.status()).isEqualTo(2);
  }

  @Test
  void aFolderWithSeveralRunsOfEvalscopeAsksForOne() throws IOException {
    for (String run : List.of("parallel_1_number_2", "parallel_2_number_4")) {
      Path folder = Files.createDirectories(scratch.resolve("outputs").resolve(run));
      Files.copy(
          Path.of(GOLDEN, "evalscope-1.14.1", "benchmark_summary.json"),
          folder.resolve("benchmark_summary.json"));
    }
    assertThat(compare(scratch.toString()).err())
        .contains("holds 2 runs of evalscope; name one of them, such as")
        .contains("parallel_1_number_2");
  }

  @ParameterizedTest
  @CsvSource({
    "openai-chat, true",
    "openai, false",
  })
  void aResultOfCompletionsHasNoRoleChunk(String backend, boolean named) throws IOException {
    String result = Files.readString(Path.of(GOLDEN, "vllm-0.32.json"));
    assertThat(result).contains("\"backend\": \"openai-chat\"", "\"max_concurrency\": 8");
    Path asIfOf = scratch.resolve("result.json");
    Files.writeString(
        asIfOf,
        result.replace("openai-chat", backend).replace("concurrency\": 8", "concurrency\": 4"));
    String compared = compare(asIfOf + "@vllm-0.32", GOLDEN + "evalscope-1.14.1").out();
    assertThat(compared).contains("B to A:");
    assertThat(compared.contains("Role chunk")).isEqualTo(named);
  }

  /** By the keys of vLLM bench's result. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"request_rate\": 4.5 | What the load of B does to the figures of A: nothing beyond 3 %",
        "\"request_rate\": \"inf\", \"ramp_up_strategy\": \"linear\" | 0 differ",
      })
  void aResultOfAnotherRateIsOfAnotherLoad(String keys, String said) throws IOException {
    Path one = Path.of(GOLDEN, "vllm-0.32.json");
    String result = Files.readString(one);
    Path other = scratch.resolve("result.json");
    Files.writeString(other, result.replace("\"request_rate\": \"inf\"", keys));
    String compared = compare(one + "@vllm-0.32", other + "@vllm-0.32").out();
    assertThat(compared.contains("Other rate")).isEqualTo(!keys.contains("inf"));
    assertThat(compared).contains(said);
  }

  /** evalscope's figures don't say what was asked for; the arguments beside them do. */
  @ParameterizedTest
  @CsvSource({
    "v1/chat/completions, true, false, true",
    "v1, true, false, true",
    "v1/completions, true, false, false",
    "v1/chat/completions, false, false, false",
    "v1/chat/completions, true, true, false",
  })
  void argumentsBesideASummaryTellWhetherThereIsARoleChunk(
      String path, boolean stream, boolean ids, boolean named) throws IOException {
    Path older = Path.of(GOLDEN, "evalscope-1.1.1");
    for (String file : List.of("benchmark_summary.json", "benchmark_percentile.json")) {
      Files.copy(older.resolve(file), scratch.resolve(file));
    }
    Files.writeString(
        scratch.resolve("benchmark_args.json"),
        "{\"url\": \"http://h/%s\", \"stream\": %b, \"tokenize_prompt\": %b}"
            .formatted(path, stream, ids));
    String compared = compare(GOLDEN + "evalscope-1.14.1", "" + scratch).out();
    assertThat(compared).contains("Stale denominator: B");
    assertThat(compared.contains("Role chunk: B")).isEqualTo(named);
  }

  /** Each of the server's counts is a failure to the client; none is a smaller load. */
  @ParameterizedTest
  @CsvSource({"aborted", "failed", "refused", "faulted"})
  void whatTheServerCountsAsUnansweredIsWhatFailedByOurs(String count) throws IOException {
    Path run = Path.of(GOLDEN, "run");
    Files.copy(run.resolve("run.json"), scratch.resolve("run.json"));
    List<String> lines = Files.readAllLines(run.resolve("requests.jsonl"));
    String failed =
        """
        {"index":24,"name":"openai-chat","request_id":"","prompt_tokens":100,"max_tokens":20,\
        "sent_ns":2087515539,"end_ns":2087615539,"status":503,"resends":0,"kinds":"",\
        "gaps_ns":[],"text":"","fault":{"kind":"http-status","message":"503"}}\
        """;
    Files.write(
        scratch.resolve("requests.jsonl"),
        Stream.concat(lines.stream(), Stream.of(failed)).toList());
    String truth = Files.readString(run.resolve("truth.json")).replaceFirst("\"aborted\":0,", "");
    Files.writeString(
        scratch.resolve("truth.json"),
        truth.replaceFirst("\"refused\":0", "\"%s\":1".formatted(count)));
    Printed printed = compare(scratch + "@true", scratch + "@evalscope-1.1");
    assertThat(printed.out().lines().filter(line -> line.startsWith("Failed requests")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).containsPattern("1 +1 +\\+0.0 % +agrees"));
    assertThat(printed.out()).doesNotContain("Other number of requests");
  }

  @Test
  void anEmptyFileIsSaid() throws IOException {
    Path empty = Files.createFile(scratch.resolve("result.json"));
    assertThat(compare(empty.toString()).err()).contains("result.json is empty");
  }

  @Test
  void aReportOfACheckAsksForOneOfItsRuns() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    int status =
        Report.run(
            new String[] {GOLDEN}, nowhere, new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(status).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("name one of them");
  }

  @Test
  void aDatabaseThatIsNoneIsSaid() throws IOException {
    copySummaryAlone();
    Files.writeString(scratch.resolve("benchmark_data.db"), "not a database at all, but long");
    assertThat(compare(scratch.toString(), GOLDEN + "evalscope-1.1.1").err())
        .contains("benchmark_data.db is not a database of evalscope 1.1 or 1.14");
  }

  private static final List<String> TOO_MUCH =
      List.of(
          "[".repeat(1_001) + "]".repeat(1_001), "{\"max_in_flight\": " + "9".repeat(1_001) + "}");

  @Test
  void whatJacksonTakesForTooMuchGetsOneMessage() throws IOException {
    Path run = copyOfRun();
    for (String text : TOO_MUCH) {
      for (Path file : List.of(run.resolve("truth.json"), scratch.resolve("result.json"))) {
        Files.writeString(file, text);
        Path asked = file.startsWith(run) ? run : file;
        assertThat(compare("" + asked, "" + Path.of(GOLDEN, "vllm-0.32.json"), run + "@true"))
            .satisfies(
                printed -> {
                  assertThat(printed.status()).isEqualTo(2);
                  assertThat(printed.err())
                      .startsWith(file + " can't be read: it has more levels than 1,000, a number")
                      .hasLineCount(1);
                });
      }
      Files.delete(run.resolve("truth.json"));
    }
  }

  @Test
  void runsThatRepeatEachOtherAreComparedAsSides() throws IOException {
    String one = GOLDEN + "run";
    String other = "" + copyOfRun();
    Printed printed = compare(one, other, "--", other, one);
    assertThat(printed.err()).isEmpty();
    assertThat(printed.out())
        .contains("A  mean of 2 runs: " + one + ", by vllm-0.32; " + other)
        .contains("B  mean of 2 runs: " + other)
        .contains("B to A, more than noise: nothing (95 % of all 15 figures together)")
        .contains("Mean TPOT (ms)                   Avg TPOT (ms)                     3.54");
    assertThat(compare(one, "--", other, one).err()).startsWith("Before -- and behind it there");
    assertThat(compare(one + "@true", other + "@vllm-0.32", "--", other, one).err())
        .startsWith("Runs of one side are to repeat each other: ");
    assertThat(compare(one, one, "--", other, one).err()).contains("is there twice");
  }

  private Path copyOfRun() throws IOException {
    Path run = Files.createDirectory(scratch.resolve("run"));
    for (String file : List.of("requests.jsonl", "run.json")) {
      Files.copy(Path.of(GOLDEN, "run", file), run.resolve(file));
    }
    return run;
  }

  private static Printed compare(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] line = Stream.concat(Stream.of("compare"), Stream.of(args)).toArray(String[]::new);
    int status =
        Report.run(
            line,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Printed(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
