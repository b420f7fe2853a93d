package llmbench.reporting.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.options.given.Sources;
import llmbench.plan.Level;
import llmbench.plan.vllm.ClientSweep;
import llmbench.reporting.PlanDirectories;
import llmbench.reporting.ReportInput;
import llmbench.reporting.RunTokenizer;
import llmbench.timeline.PlanFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadSweepReportTest {

  private static final Path RUN = Path.of("src/test/resources/golden/compare/run");

  @TempDir private Path directory;

  @Test
  void eachSettingThatWasMeasuredHasALine() throws IOException {
    String said = report("--sweep-max-concurrency 1,8,16 --sweep-summary-percentiles 90,99.9", 2);
    assertThat(said.lines().map(line -> line.replaceAll(" +\\d+\\.\\d\\d\\b", " #")))
        .endsWith(
            "concurrency=1 # # # # # # # # #",
            "concurrency=8 # # # # # # # # #",
            "=".repeat(137),
            "Best throughput: # req/s at concurrency=8");
    assertThat(said).contains(" P90 TTFT(ms) P90 TPOT(ms) P99.9 TTFT(ms) P99.9 TPOT(ms)\n");
  }

  @Test
  void repeatsOfEachSettingAreSummedUp() throws IOException {
    assertThat(report("--sweep-request-rate 2.5,inf --num-runs 2", 4))
        .contains("\nRequest Rate   ")
        .contains("\nrate=2.5 run 2 ")
        .contains("= rate=2.5 Multi-Run Summary (2 runs) =")
        .contains("= rate=inf Multi-Run Summary (2 runs) =");
    assertThat(report("--num-runs 3", 2))
        .contains("\nrun 2  ")
        .contains("= Multi-Run Summary (2 runs) =")
        .contains("\nCompleted requests                          24          0         24  ")
        .contains("\nMean TTFT (ms)                           50.90       0.00        0.0\n");
  }

  @Test
  void nothingMeasuredIsNothingToSay() throws IOException {
    assertThat(report("--num-runs 2", 0)).isEmpty();
  }

  @Test
  void aLevelIsALine() {
    ReportInput input = ReportInput.read(List.of(RUN), Map.of(), new RunTokenizer());
    assertThat(LevelLine.of("rate-2", input.figures()))
        .isEqualTo(
            "== rate-2: 36.93 req/s, 738.56 tok/s, mean TTFT 50.90 ms, mean TPOT 3.54 ms, mean ITL"
                + " 3.36 ms, mean E2EL 118.18 ms (24 of 24 requests succeeded)");
  }

  private String report(String options, int measured) throws IOException {
    List<Level> levels =
        new ClientSweep().levels(new Sources("vllm bench serve " + options, Map.of())).known();
    for (Level level : levels.subList(0, measured)) {
      Path into = Files.createDirectories(directory.resolve(level.name()));
      Files.copy(RUN.resolve("requests.jsonl"), into.resolve("requests.jsonl"));
      Files.copy(RUN.resolve("run.json"), into.resolve("run.json"));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<PlanFacts.Level> facts =
        levels.stream().map(level -> new PlanFacts.Level(level.name(), level.settings())).toList();
    new LoadSweepReport()
        .report(
            PlanDirectories.of(directory),
            new PlanFacts(PlanFacts.SCHEMA, "load-sweep", facts),
            List.of(),
            new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
