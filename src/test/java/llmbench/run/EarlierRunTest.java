package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.plan.Level;
import llmbench.timeline.PlanFacts;
import llmbench.timeline.RunFacts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Levels that are taken over from a run before. */
class EarlierRunTest {

  private static final Level LEVEL =
      new Level("first", Map.of(), new Sources(null, Map.of("llm.max-concurrency", "3")));

  private static final AfterRun.Earlier SAME =
      new AfterRun.Earlier(directory -> "plan", directory -> Optional.of(facts(LEVEL.sources())));

  @TempDir private Path runs;

  private Path before;
  private Path now;

  @BeforeEach
  void aLevelWasMeasured() throws IOException {
    before = Files.createDirectories(runs.resolve("before"));
    now = runs.resolve("now").resolve("first");
    Files.writeString(before.resolve(PlanFacts.FILE), "{}");
    Path level = Files.createDirectories(before.resolve("first"));
    for (String name : List.of("a.txt", "run.json", "z.txt")) {
      Files.writeString(level.resolve(name), name);
    }
    Files.createDirectories(level.resolve("js"));
  }

  @Test
  void itsFilesAreCopied() throws IOException {
    assertThat(EarlierRun.in(before.toString()).take(LEVEL, now, SAME)).isTrue();
    assertThat(now)
        .isDirectoryContaining("glob:**/a.txt")
        .isDirectoryContaining("glob:**/z.txt")
        .isDirectoryNotContaining("glob:**/js");
    assertThat(now.resolve("run.json")).hasContent("run.json");
  }

  /** By its run.json a level counts as measured. */
  @Test
  void aCopyThatFailsHalfWayLeavesNoMeasuredLevel() throws IOException {
    for (String inTheWay : List.of("a.txt", "z.txt")) {
      Path into = Files.createDirectories(runs.resolve("in the way of " + inTheWay));
      Files.writeString(into.resolve(inTheWay), "another's");
      assertThatThrownBy(() -> EarlierRun.in(before.toString()).take(LEVEL, into, SAME))
          .isInstanceOf(FileAlreadyExistsException.class);
      assertThat(into.resolve("run.json")).as(inTheWay).doesNotExist();
    }
  }

  @Test
  void whatWasMeasuredWithOtherOptionsIsRefused() {
    AfterRun.Earlier other =
        new AfterRun.Earlier(
            directory -> "plan",
            directory -> Optional.of(facts(new Sources(null, Map.of("llm.max-concurrency", "4")))));
    assertThatThrownBy(() -> EarlierRun.in(before.toString()).take(LEVEL, now, other))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "-Dllm.resume=%s: first was measured with other options: max-concurrency was 4, and is"
                    .formatted(before)
                + " 3. Give the same options, or leave out -Dllm.resume.");
    assertThat(now).doesNotExist();
  }

  private static RunFacts facts(Sources sources) {
    return new RunFacts(
        RunFacts.SCHEMA,
        RunFacts.State.FINISHED,
        "",
        "",
        0,
        null,
        new OptionsReader().read(sources).effective(),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of());
  }
}
