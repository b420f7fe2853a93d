package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import llmbench.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What other tools read of a run, whole: one with failures, a broken SLO, doubts and texts that are
 * not harmless. {@code -Dgolden.update=true} writes the files anew.
 */
class ExportsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/exports");
  private static final Path RUN = GOLDEN.resolve("run");

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({
    "junit, junit.xml, ''",
    "markdown, summary.md, ''",
    "csv, requests.csv, ''",
    "prometheus, metrics.prom, ''",
    "junit, junit_doubts_fail.xml, --fail-on-doubts",
    "markdown, summary_evalscope.md, --compat=evalscope-1.14",
    "csv, requests_0.11.csv, --compat=vllm-0.11",
    "prometheus, metrics_0.11.prom, --compat=vllm-0.11",
  })
  void aFormatIsPrintedAsItsGoldenFileHasIt(String format, String file, String option)
      throws IOException {
    String[] args =
        option.isEmpty()
            ? new String[] {"--format", format, RUN.toString()}
            : new String[] {"--format", format, option, RUN.toString()};
    assertThat(report(args)).as(text(err)).isEqualTo(1);
    Path golden = GOLDEN.resolve(file);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, text(out));
    }
    assertThat(text(out)).isEqualTo(Files.readString(golden));
  }

  /** Its duration begins with the schedule: 100 ms, and not 150, before the first is sent. */
  @ParameterizedTest
  @CsvSource({
    "vllm, vllm_open.txt",
    "markdown, summary_open.md",
    "prometheus, metrics_open.prom",
  })
  void anOpenRunHasWhatCameBeforeItsRequests(String format, String file) throws IOException {
    assertThat(report("--format", format, GOLDEN.resolve("open").toString())).isZero();
    Path golden = GOLDEN.resolve(file);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, text(out));
    }
    assertThat(text(out)).isEqualTo(Files.readString(golden));
  }

  @Test
  void allOfThemAreWrittenAsTheyArePrinted() throws IOException {
    assertThat(report("--output", folder.toString(), RUN.toString())).isEqualTo(1);
    for (String file : new String[] {"junit.xml", "summary.md", "requests.csv", "metrics.prom"}) {
      assertThat(folder.resolve(file)).hasSameTextualContentAs(GOLDEN.resolve(file));
    }
  }

  @Test
  void aResultOfTheToolHasThoseThatNeedNoRecord() throws IOException {
    Path result = Path.of("src/test/resources/golden/vllm/result_0.32.0_detailed.json");
    assertThat(report("--slo", "p99_ttft<=1us", "--output", folder.toString(), result.toString()))
        .isEqualTo(1);
    assertThat(folder.resolve("junit.xml"))
        .content()
        .contains("<testcase name=\"p99_ttft\"")
        .doesNotContain(".doubts");
    assertThat(folder.resolve("summary.md")).content().contains("❌ **broken** | `p99_ttft<=");
    assertThat(folder.resolve("metrics.prom")).content().doesNotContain("llmbench_doubt");
    assertThat(folder.resolve("requests.csv")).doesNotExist();
    assertThat(report("--format", "csv", result.toString())).isEqualTo(2);
    assertThat(text(err))
        .isEqualTo("requests.csv needs the requests.jsonl of one of our runs: there is none.\n");
  }

  @Test
  void aDoubtAboutOneOfSeveralRunsIsACaseOfItsKindThatNamesTheRun() {
    assertThat(report("--format", "junit", RUN.toString(), RUN.toString())).isEqualTo(1);
    assertThat(text(out))
        .contains("<testcase name=\"not-finished\"")
        .contains("<skipped message=\"" + RUN + ": the run was stopped before its end. ");
  }

  private int report(String... args) {
    out.reset();
    err.reset();
    return Report.run(args, stream(out), stream(err));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
