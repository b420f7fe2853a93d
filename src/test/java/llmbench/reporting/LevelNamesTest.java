package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.Report;
import llmbench.recorder.PlanFile;
import llmbench.timeline.PlanFacts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Levels of one plan stay apart where files of several runs are gathered; all else is as ever. */
class LevelNamesTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/exports");
  private static final String LEVEL = "vllm-0.32-single";

  @TempDir private Path scratch;

  @BeforeEach
  void aRunInADirectoryThatMayBeALevels() throws IOException {
    Files.createDirectory(scratch.resolve(LEVEL));
    try (var files = Files.list(GOLDEN.resolve("run"))) {
      for (Path file : files.toList()) {
        Files.copy(file, scratch.resolve(LEVEL).resolve(file.getFileName()));
      }
    }
  }

  @Test
  void aLevelHasItsNameInTheSuitesAndOnEachSample() throws IOException {
    plan(LEVEL, "vllm-0.32-load");
    report();
    assertThat(written("junit.xml"))
        .contains("<testsuite name=\"llmbench.Qwen2.5_0.5B_instruct.vllm-0.32-single.run\"")
        .contains(" classname=\"llmbench.Qwen2.5_0.5B_instruct.vllm-0.32-single.doubts\"")
        .isEqualTo(golden("junit.xml").replace("B_instruct.", "B_instruct." + LEVEL + "."));
    assertThat(written("metrics.prom"))
        .contains(",tool=\"vllm-0.32\",level=\"vllm-0.32-single\"")
        .isEqualTo(
            golden("metrics.prom")
                .replace("tool=\"vllm-0.32\"", "tool=\"vllm-0.32\",level=\"" + LEVEL + "\""));
  }

  @Test
  void aRunThatThePlanAboveDoesNotListIsNoLevelOfIt() throws IOException {
    plan("vllm-0.32-load");
    report();
    itIsARunOfItsOwn();
  }

  @Test
  void aPlanThatCanNotBeReadNamesNoLevel() throws IOException {
    Files.writeString(scratch.resolve(PlanFacts.FILE), "{");
    report();
    itIsARunOfItsOwn();
  }

  private void plan(String... levels) throws IOException {
    PlanFile.write(
        scratch,
        new PlanFacts(
            PlanFacts.SCHEMA,
            "consistency",
            List.of(levels).stream().map(name -> new PlanFacts.Level(name, Map.of())).toList()));
  }

  private void report() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    String directory = scratch.resolve(LEVEL).toString();
    assertThat(Report.run(new String[] {directory}, nowhere, nowhere))
        .as("the run has broken an SLO")
        .isEqualTo(1);
  }

  private void itIsARunOfItsOwn() throws IOException {
    for (String file : List.of("junit.xml", "metrics.prom")) {
      assertThat(written(file)).isEqualTo(golden(file));
    }
  }

  private String written(String file) throws IOException {
    return Files.readString(scratch.resolve(LEVEL).resolve(file));
  }

  private static String golden(String file) throws IOException {
    return Files.readString(GOLDEN.resolve(file));
  }
}
