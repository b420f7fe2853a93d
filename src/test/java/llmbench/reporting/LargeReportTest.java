package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import llmbench.options.ToolVersion;
import llmbench.runlog.RecordedRun;
import llmbench.testing.bench.MakeRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose requests stay in their file has the report of one whose requests are held. */
class LargeReportTest {

  private static final long NONE_HELD = -1;
  private static final long ALL_HELD = Long.MAX_VALUE;

  /** Everything that a line may be: each kind of failure that a tool may take, and broken ones. */
  private static final String ODD_LINES =
      """
      {"index":300,"name":"chat","prompt_tokens":90,"max_tokens":3,"sent_ns":400000000,\
      "end_ns":500000000,"status":200,"kinds":"RT3D","gaps_ns":[10000000,0,20000000,7,0],\
      "text":"without usage"}
      {"index":299,"name":"other","prompt_tokens":90,"max_tokens":3,"sent_ns":400000001,\
      "end_ns":510000000,"status":200,"kinds":"RG1T2FE2UD",\
      "gaps_ns":[10000000,0,20000000,0,4,1,3000000000,2,0],"reasoning":"so","text":"b",\
      "usage":{"prompt_tokens":120,"completion_tokens":9,"cached_tokens":70}}
      {"index":301,"name":"chat","prompt_tokens":90,"max_tokens":3,"sent_ns":100,\
      "end_ns":520000000,"status":200,"kinds":"RT2","gaps_ns":[10000000,0,20000000],"text":"c",\
      "fault":{"kind":"cut","message":"after 2 outputs"}}
      this is no line
      {"index":302,"name":"chat","prompt_tokens":90,"max_tokens":3,"sent_ns":400000003,\
      "end_ns":530000000,"status":200,"kinds":"X","gaps_ns":[10000000],"text":"",\
      "fault":{"kind":"error-event","message":"full"}}
      {"index":303,"name":"chat","prompt_tokens":90,"max_tokens":3,"sent_ns":400000004,\
      "end_ns":540000000,"status":503,"kinds":"","gaps_ns":[],"text":"",\
      "fault":{"kind":"http-status","message":"503","body":"busy"}}
      {"index":304,"name":"chat","prompt_tokens":90,"max_tokens":3,"sent_ns":400000005,\
      "end_ns":550000000,"status":200,"whole":true,"kinds":"","gaps_ns":[],"text":"whole",\
      "usage":{"prompt_tokens":120,"completion_tokens":9}}
      {"index":305,"name":"chat","prompt_tokens":90,"max_tokens":3,"sent_ns":400000006,\
      "end_ns":560000000,"status":200,"kinds":"RT2","gaps_ns":[1,2,3],"text":"d",\
      "fault":{"kind":"interrupted","message":"the run was stopped"}}
      {"index":306,"name":"chat","promp""";

  @TempDir static Path folder;

  @BeforeAll
  static void makeRuns() throws IOException {
    MakeRun.main(
        new String[] {
          "--requests",
          "800",
          "--tokens",
          "20",
          "--concurrency",
          "64",
          "--directories",
          "2",
          folder.toString()
        });
    Files.writeString(
        folder.resolve("2/requests.jsonl"), ODD_LINES.strip(), StandardOpenOption.APPEND);
    // The clock of the second machine is another one.
    Path facts = folder.resolve("2/run.json");
    Files.writeString(facts, Files.readString(facts).replace("1795521600000", "1795521600317"));
  }

  @Test
  void eachReportOfOneRunIsTheSame() throws IOException {
    agree(List.of(folder.resolve("1")));
    agree(List.of(folder.resolve("2")));
  }

  @Test
  void eachReportOfSeveralRunsAsOneIsTheSame() throws IOException {
    agree(List.of(folder.resolve("1"), folder.resolve("2")));
  }

  @Test
  void ofManyGapsTheResultHasNoListsUnlessTheyAreAskedFor() throws IOException {
    List<RecordedRun> runs = List.of(RecordedRun.read(folder.resolve("1"), NONE_HELD));
    int gaps = 400 * 20;
    assertThat(lists(runs, Map.of(), gaps)).isTrue();
    assertThat(lists(runs, Map.of(), gaps - 1)).isFalse();
    assertThat(lists(runs, Map.of("save-detailed", "true"), gaps - 1)).isTrue();
  }

  @Test
  void ofManyRequestsThePageHasTheTablesThatOneWalkMakes() {
    List<RecordedRun> runs = List.of(RecordedRun.read(folder.resolve("2"), ALL_HELD));
    ReportInput input = ReportInput.of(runs, Map.of(), all -> String::length);
    ReportParts parts = ReportParts.of(input, true);
    assertThat(PageWalk.over(parts, 50, 0).tables())
        .hasSizeGreaterThan(4)
        .usingRecursiveComparison()
        .isEqualTo(PageWalk.over(parts, 50, Integer.MAX_VALUE).tables());
  }

  private static boolean lists(List<RecordedRun> runs, Map<String, String> options, int most)
      throws IOException {
    ReportInput input = ReportInput.of(runs, options, all -> String::length);
    ReportFiles files =
        new ReportFiles(input, new ReportFormats(ReportParts.of(input, true), most));
    Path output = Files.createTempDirectory(folder, "output");
    files.writeAll(output);
    boolean has = Files.readString(output.resolve("vllm.json")).contains("\"itls\": [[");
    assertThat(files.leftOut().isPresent()).isNotEqualTo(has);
    assertThat(Files.exists(output.resolve("requests.csv"))).isEqualTo(has);
    return has;
  }

  private static void agree(List<Path> runs) throws IOException {
    for (ToolVersion compat : ToolVersion.values()) {
      for (String errors : List.of("strict", "as-the-tool")) {
        Map<String, String> options =
            Map.of(
                "compat", compat.label(), "compat-errors", errors, "goodput", "ttft:60 e2el:250");
        Map<String, String> held = report(runs, ALL_HELD, options);
        Map<String, String> inFile = report(runs, NONE_HELD, options);
        assertThat(held).hasSizeGreaterThan(ReportFormats.names().size());
        assertThat(inFile).as("%s, %s", compat.label(), errors).isEqualTo(held);
      }
    }
  }

  /** Every file and what the console says. */
  private static Map<String, String> report(
      List<Path> directories, long mostHeldBytes, Map<String, String> options) throws IOException {
    List<RecordedRun> runs = new ArrayList<>();
    for (Path directory : directories) {
      runs.add(RecordedRun.read(directory, mostHeldBytes));
    }
    ReportInput input = ReportInput.of(runs, options, all -> String::length);
    ReportParts parts = ReportParts.of(input, true);
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    ReportConsole said =
        new ReportConsole(parts, new PrintStream(console, true, StandardCharsets.UTF_8));
    said.figures();
    said.doubts();
    said.end(Optional.empty());
    Map<String, String> report = new TreeMap<>();
    report.put("console", console.toString(StandardCharsets.UTF_8));
    Path output = Files.createTempDirectory(folder, "output");
    for (Path file : new ReportFiles(parts).writeAll(output)) {
      report.put(output.relativize(file).toString(), Files.readString(file));
    }
    return report;
  }
}
