package llmbench.report.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import llmbench.metrics.observed.Departures;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.TargetFigures;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.slo.Slo;
import llmbench.report.prometheus.testing.StrictExposition;
import llmbench.runlog.RunHead;
import llmbench.timeline.RequestTarget;
import llmbench.verdict.Doubt;
import llmbench.verdict.FileDoubt;
import llmbench.verdict.Outcome;
import llmbench.verdict.SloResult;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {

  @Test
  void labelsComeBackWhateverIsInThem() {
    String odd = "a \"b\" \\ c\\n \n 通义 😀 {x=\"y\"} # }";
    StrictExposition read = StrictExposition.parse(text(odd, List.of(), List.of()));
    assertThat(read.samples("llmbench_info").get(0).labels())
        .containsEntry("model", odd)
        .containsEntry("server", odd)
        .containsEntry("simulated", "false");
    assertThat(read.samples("llmbench_target_requests"))
        .hasSize(4)
        .allSatisfy(sample -> assertThat(sample.labels()).containsEntry("target_model", odd));
    assertThat(StrictExposition.parse(text("a\rb\0c\uD800", List.of(), List.of())).labels())
        .extracting(labels -> labels.get("model"))
        .containsOnly("a b c\uFFFD");
  }

  @Test
  void slosAreInBaseUnitsAndOnceEach() {
    List<SloResult> slos =
        Slo.list("p99_ttft<=200ms,error_rate<=1%,output_throughput>5000,p99_ttft<=0.2s,duration<1s")
            .stream()
            .map(slo -> new SloResult(slo, OptionalDouble.of(100)))
            .toList();
    StrictExposition read = StrictExposition.parse(text("m", slos, List.of()));
    assertThat(read.byLabel("llmbench_slo_kept", "slo"))
        .isEqualTo(
            Map.of(
                "p99_ttft<=200ms", 1.0,
                "error_rate<=1%", 0.0,
                "output_throughput>5000", 0.0,
                "duration<1s", 0.0));
    assertThat(read.byLabel("llmbench_slo_limit", "slo"))
        .containsEntry("p99_ttft<=200ms", 0.2)
        .containsEntry("error_rate<=1%", 0.01)
        .containsEntry("output_throughput>5000", 5000.0)
        .containsEntry("duration<1s", 1.0);
    assertThat(read.byLabel("llmbench_slo_measured", "slo"))
        .containsEntry("p99_ttft<=200ms", 0.1)
        .containsEntry("error_rate<=1%", 1.0);
  }

  @Test
  void whatWasNotMeasuredIsNotThere() {
    Slo slo = Slo.list("p99_ttft<=200ms").get(0);
    List<SloResult> slos = List.of(new SloResult(slo, OptionalDouble.empty()));
    StrictExposition read = StrictExposition.parse(text("m", slos, List.of()));
    assertThat(read.families())
        .contains("llmbench_slo_kept", "llmbench_requests")
        .doesNotContain("llmbench_slo_measured", "llmbench_ttft_seconds", "llmbench_failures");
  }

  @Test
  void everyKindOfDoubtHasItsSeries() {
    List<Doubt> doubts =
        List.of(new FileDoubt.LogOnly(), new Doubt.InRun("r", new FileDoubt.LogOnly()));
    Map<String, Double> read =
        StrictExposition.parse(text("m", List.of(), doubts)).byLabel("llmbench_doubt", "name");
    assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(Doubt.names());
    assertThat(read).containsEntry("log-only", 1.0).containsEntry("truncated", 0.0);
  }

  @Test
  void thePageHasEachFamily() throws IOException {
    String page = Files.readString(Path.of("docs", "other-tools.md"));
    for (String golden : List.of("metrics.prom", "metrics_0.11.prom")) {
      Path file = Path.of("src/test/resources/golden/exports", golden);
      for (String family : StrictExposition.parse(Files.readString(file)).families()) {
        assertThat(page).contains("`" + family + "`");
      }
    }
  }

  @Test
  void theParserOfThisTestIsStrict() {
    for (String bad :
        List.of(
            "a 1\n",
            "# TYPE a gauge\na 1\n",
            "# HELP a x\n# TYPE a gauge\na 1",
            "# HELP a x\n# TYPE a gauge\na{b=\"c} 1\n",
            "# HELP a x\n# TYPE a gauge\na{b=\"\\x\"} 1\n",
            "# HELP a x\n# TYPE a gauge\na{b=\"c\",b=\"d\"} 1\n",
            "# HELP a x\n# TYPE a gauge\na 1\na 2\n",
            "# HELP a x\n# TYPE a gauge\na one\n",
            "# HELP a x\n# TYPE a gauge\na_sum 1\n",
            "# HELP a x\n# TYPE a gauge\na 1\n# HELP a x\n# TYPE a gauge\na{b=\"c\"} 1\n",
            "# HELP a x\n# TYPE a gauge\n",
            "# HELP a-b x\n# TYPE a-b gauge\na-b 1\n")) {
      assertThatThrownBy(() -> StrictExposition.parse(bad))
          .as(bad)
          .isInstanceOf(AssertionError.class);
    }
  }

  private static List<TargetFigures> targets(String word) {
    VllmFigures none = VllmFigures.of(List.of(), MeasuredTime.OF_REQUESTS, Goodput.NONE);
    return List.of(
        new TargetFigures(new RequestTarget("http://a:1", word), none),
        new TargetFigures(new RequestTarget("http://b:1", word), none));
  }

  private static String text(String word, List<SloResult> slos, List<Doubt> doubts) {
    RunHead head =
        new RunHead(
            word,
            "",
            "vllm-0.32",
            word,
            "",
            "",
            OptionalDouble.of(1_795_521_600.25),
            OptionalDouble.empty(),
            "0.1");
    return new PrometheusText(
            head,
            "vllm-0.32",
            "",
            VllmFigures.of(List.of(), MeasuredTime.OF_REQUESTS, Goodput.NONE),
            Optional.empty(),
            Departures.of(List.of()),
            targets(word),
            Optional.empty(),
            true,
            Map.of(),
            new Outcome(true, Optional.empty(), slos, doubts, false),
            true,
            Optional.empty())
        .text();
  }
}
