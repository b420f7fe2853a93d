package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import llmbench.Report;
import llmbench.latency.LatencyMetric;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every latency: of those that are there, and of the next. */
class LatencyMetricsTest {

  private static final Path RUN = Path.of("src/test/resources/golden/exports/run");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @BeforeEach
  void aRunIsReportedWithEachOfThem() {
    List<LatencyMetric> all = List.of(LatencyMetric.values());
    String slos = String.join(",", all.stream().map(m -> "p99_" + m.id() + "<=1000s").toList());
    PrintStream console = new PrintStream(out, true, StandardCharsets.UTF_8);
    Report.run(
        new String[] {
          "--percentile-metrics=" + LatencyMetric.ids(all).replace(" ", ""),
          "--slo=" + slos,
          "--output=" + folder,
          RUN.toString()
        },
        console,
        console);
  }

  @ParameterizedTest
  @EnumSource
  void vllmsBlockAndResultHaveIt(LatencyMetric metric) throws IOException {
    assertThat(file("vllm.txt"))
        .contains("-" + metric.heading() + "-")
        .contains("P99 " + metric.label() + " (ms):");
    assertThat(file("vllm.json")).contains("\"mean_" + metric.id() + "_ms\": ");
  }

  @ParameterizedTest
  @EnumSource
  void thePageHasItsCardItsSpreadAndItsWords(LatencyMetric metric) throws IOException {
    String head = "{\"id\":\"%s\",\"title\":\"%s\",".formatted(metric.id(), metric.label());
    assertThat(file("llm.html"))
        .contains(head + "\"long\":\"" + metric.words() + "\"")
        .contains(head + "\"unit\":\"ms\",\"edges\"")
        .contains(metric.help().text().replace("&", "\\u0026"));
  }

  @ParameterizedTest
  @EnumSource
  void prometheusTheSummaryAndTheLimitsHaveIt(LatencyMetric metric) throws IOException {
    assertThat(file("metrics.prom"))
        .contains("# HELP llmbench_" + metric.id() + "_seconds " + metric.definition());
    assertThat(file("summary.md")).contains("| " + metric.label() + " | ");
    assertThat(file("junit.xml")).contains("<testcase name=\"p99_" + metric.id() + "\"");
  }

  @ParameterizedTest
  @EnumSource
  void itsTrueFigureStandsBesideItWhereThereIsOne(LatencyMetric metric) throws IOException {
    Optional<LatencyMetric.Observed> seen = metric.observed();
    String family = "# HELP llmbench_true_" + metric.id() + "_seconds ";
    if (seen.isEmpty()) {
      assertThat(file("metrics.prom")).doesNotContain(family);
    } else {
      assertThat(file("metrics.prom")).contains(family + seen.get().definition());
      assertThat(file("summary.md")).contains("| " + seen.get().label() + " (true) | ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsOfARequestHasAColumnAndMayHaveALimitForEach(LatencyMetric metric) throws IOException {
    List<String> columns =
        Arrays.asList(file("requests.csv").lines().findFirst().orElseThrow().split(",", -1));
    boolean ofRequests = !metric.isOfGaps();
    assertThat(columns.contains("vllm_" + metric.id() + "_ms")).isEqualTo(ofRequests);
    out.reset();
    PrintStream console = new PrintStream(out, true, StandardCharsets.UTF_8);
    String limit = metric.id() + ":100000";
    int status =
        Report.run(
            new String[] {"--format=json", "--goodput", limit, "--", RUN.toString()},
            console,
            console);
    assertThat(status == ExitStatus.BAD_INPUT)
        .as(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(!ofRequests);
  }

  @ParameterizedTest
  @EnumSource
  void aComparisonHasIt(LatencyMetric metric) {
    out.reset();
    PrintStream console = new PrintStream(out, true, StandardCharsets.UTF_8);
    Report.run(new String[] {"compare", RUN.toString()}, console, console);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("P99 " + metric.label() + " (ms)");
  }

  private String file(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }
}
