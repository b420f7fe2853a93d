package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import llmbench.Report;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --enable-pd-metrics}, from the command line of a run to its report. */
class HandoffReportTest {

  private static final Path RUN = Path.of("src/test/resources/golden/compare/run");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itsFiguresAreInTablesAndFilesWhereTheyWereAskedFor(boolean asked) throws IOException {
    String line = "evalscope perf --model m --prompt x" + (asked ? " --enable-pd-metrics" : "");
    ObjectNode facts = (ObjectNode) JSON.readTree(RUN.resolve("run.json").toFile());
    facts.set(
        "options",
        JSON.valueToTree(new OptionsReader().read(new Sources(line, Map.of())).effective()));
    Files.writeString(folder.resolve("run.json"), facts.toString());
    Files.copy(RUN.resolve("requests.jsonl"), folder.resolve("requests.jsonl"));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    assertThat(Report.run(new String[] {folder.toString()}, out, out)).isZero();
    for (String said :
        new String[] {
          printed.toString(StandardCharsets.UTF_8),
          Files.readString(folder.resolve("evalscope.txt")),
          Files.readString(folder.resolve("evalscope_summary.json")),
          Files.readString(folder.resolve("llm.html"))
        }) {
      for (String name : new String[] {"Steady ITL", "PD Handoff Latency", "PD Handoff Overhead"}) {
        assertThat(said.contains("Avg " + name + " (ms)")).as(name).isEqualTo(asked);
      }
    }
    assertThat(Files.readString(folder.resolve("evalscope_percentile.json")))
        .satisfies(json -> assertThat(json.contains("\"Steady ITL (ms)\"")).isEqualTo(asked));
  }
}
