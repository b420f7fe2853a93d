package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.Report;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.observed.TrueFigures;
import llmbench.options.table.CompatErrors;
import llmbench.reporting.ReportInput;
import llmbench.reporting.ReportParts;
import llmbench.reporting.RunTokenizer;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.ServerFault;
import llmbench.simserver.config.Timing;
import llmbench.timeline.RequestRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One run against a server that spoils each answer in another way, judged by each tool's own rule:
 * what the tools themselves said of the same answers.
 */
class SuccessRuleTest {

  /** Ours: only these count. */
  private static final Set<String> SUCCESSES =
      Set.of("no-done", "no-finish", "multi", "crlf", "comments", "ids", "no-usage", "null-usage");

  /** What the tools can't read, we can; and what we don't keep, we can't judge. */
  private static final Set<String> READ_OTHERWISE = Set.of("type-json", "crlf", "ids");

  @TempDir static Path results;

  private static List<Measured> measured = List.of();
  private static Path run = Path.of("");

  /** A row of the measured table; the tools in its order. */
  private record Measured(String fault, String vllm, String evalscope114, String evalscope11) {}

  @BeforeAll
  static void runOnce() throws IOException {
    measured = rows();
    Map<Integer, ServerFault> faults = new HashMap<>();
    measured.forEach(row -> faults.put(faults.size(), ServerFault.of(row.fault())));
    try (SimServer server =
        InProcessRun.server(Timing.Fixed.ofMillis(5, 1), true, FaultSchedule.at(faults))) {
      run =
          InProcessRun.run(
              server,
              "--max-concurrency 1 --random-input-len 8 --random-output-len 8 --num-prompts "
                  + measured.size(),
              Map.of(),
              results);
    }
  }

  @Test
  void strictlyOnlyWholeAnswersAreSuccesses() {
    List<RequestRecord> records = read("vllm-0.32", "strict").records();
    for (int i = 0; i < records.size(); i++) {
      String fault = measured.get(i).fault();
      assertThat(records.get(i).ok()).as(fault).isEqualTo(SUCCESSES.contains(fault));
    }
  }

  @Test
  void asTheToolItIsWhatVllmBenchTakes() {
    ReportInput input = read("vllm-0.32", "as-the-tool");
    for (int i = 0; i < measured.size(); i++) {
      agree(measured.get(i).fault(), measured.get(i).vllm(), input.times().get(i).success());
    }
  }

  @Test
  void asTheToolItIsWhatEvalscopeTakes() {
    List<RequestRecord> newer =
        read("evalscope-1.14", "as-the-tool").judged(EvalscopeDialect.V1_14.ownRule());
    List<RequestRecord> older =
        read("evalscope-1.1", "as-the-tool").judged(EvalscopeDialect.V1_1.ownRule());
    for (int i = 0; i < measured.size(); i++) {
      Measured row = measured.get(i);
      agree(row.fault(), row.evalscope114(), newer.get(i).ok());
      agree(row.fault(), row.evalscope11(), older.get(i).ok());
    }
  }

  @Test
  void tokensOfACutAnswerAreCountedAsTheToolCountsThem() {
    ReportInput input = read("vllm-0.32", "as-the-tool");
    int cut = measured.stream().map(Measured::fault).toList().indexOf("cut-end@3");
    assertThat(input.times().get(cut).outputTokens()).isEqualTo(3);
    assertThat(input.times().get(cut).gapsSeconds().size()).isEqualTo(3);
  }

  /** The run is 0.33's, which takes no stream without output for a success, as 0.32 did. */
  @Test
  void theReportSaysWhichFailuresItCounted() throws IOException {
    String said = report(run, "as-the-tool");
    assertThat(said)
        .contains("Successful requests:                     11 ")
        .contains(
            "Doubt: 3 of the failed requests count as successes in the tool's figures, by its own"
                + " rule (1 cut, 2 error-event). Compare with the tool by it, and"
                + " judge the server without (compat-errors strict).");
  }

  @Test
  void strictlyNoFailureIsCountedAndNoneIsSaidToBe() throws IOException {
    assertThat(report(run, "strict"))
        .contains("Successful requests:                     8 ")
        .doesNotContain("count as successes");
  }

  @Test
  void theTrueFiguresAreOfOurSuccessesWhateverTheToolTakes() {
    TrueFigures ours = trueFigures("strict");
    TrueFigures beside = trueFigures("as-the-tool");
    assertThat(ours.ttft().size()).isEqualTo(8);
    assertThat(beside.ttft().size()).isEqualTo(8);
    assertThat(beside.ttft().mean()).isEqualTo(ours.ttft().mean());
    assertThat(beside.itl().mean()).isEqualTo(ours.itl().mean());
    assertThat(beside.chunksPerToken()).isEqualTo(ours.chunksPerToken());
  }

  private static TrueFigures trueFigures(String rule) {
    return ReportParts.of(read("vllm-0.32", rule), true).seen().orElseThrow();
  }

  @Test
  void ofALogAloneTheToolTakesNothing() throws IOException {
    Path logOnly = Files.createDirectories(results.resolve("log-only"));
    for (String name : List.of("run.json", "simulation.log")) {
      Files.copy(run.resolve(name), logOnly.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(report(logOnly, "as-the-tool", "--compat", "evalscope-1.14"))
        .contains("From simulation.log alone")
        .doesNotContain("count as successes");
  }

  private static String report(Path directory, String rule, String... more) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    List<String> args = new ArrayList<>(List.of("--compat-errors", rule));
    args.addAll(List.of("--output", Files.createTempDirectory(results, "out").toString()));
    args.addAll(List.of(more));
    args.add(directory.toString());
    assertThat(Report.run(args.toArray(String[]::new), print, print)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anotherRuleIsRefused() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(Report.run(new String[] {"--compat-errors", "loose", run.toString()}, print, print))
        .isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines("compat-errors is 'loose': give strict or as-the-tool");
  }

  private static void agree(String fault, String tool, boolean success) {
    // Where the tool hangs or dies nothing is left to count; a failure says that best.
    if (!READ_OTHERWISE.contains(fault) && !tool.equals("-")) {
      assertThat(success).as("%s: %s", fault, tool).isEqualTo(tool.equals("ok"));
    }
  }

  private static ReportInput read(String compat, String rule) {
    ReportInput input =
        ReportInput.read(
            List.of(run), Map.of("compat", compat, CompatErrors.OPTION, rule), new RunTokenizer());
    assertThat(input.records()).hasSameSizeAs(measured);
    assertThat(input.records()).isSortedAccordingTo(Comparator.comparing(RequestRecord::index));
    return input;
  }

  private static List<Measured> rows() throws IOException {
    List<Measured> rows = new ArrayList<>();
    try (InputStream in =
        requireNonNull(SuccessRuleTest.class.getResourceAsStream("/golden/success/measured.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
        String[] words = line.split(" +", -1);
        rows.add(new Measured(words[0], words[1], words[2], words[3]));
      }
    }
    return rows;
  }
}
