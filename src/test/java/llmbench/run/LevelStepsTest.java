package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.options.given.Sources;
import llmbench.plan.Level;
import llmbench.plan.LevelOutcome;
import llmbench.plan.Levels;
import llmbench.plan.Surroundings;
import llmbench.process.Console;
import llmbench.runlog.LevelFailureReader;
import llmbench.timeline.LevelFailure;
import llmbench.timeline.PlanFacts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Levels that can't be had: what each leaves, and what comes of the run. */
class LevelStepsTest {

  /** No version of a tool has it. */
  private static final Sources WRONG = new Sources(null, Map.of("llm.no-such-option", "1"));

  private static final Level FIRST = new Level("first", Map.of("load", "1"), WRONG);
  private static final Level SECOND = new Level("second", Map.of("load", "2"), WRONG);

  @TempDir private Path run;

  private StepReports reports;

  @BeforeEach
  void nothingIsReported() {
    AfterRun none =
        new AfterRun(
            (directory, out, beside) -> 0,
            (plan, level, directory, out) -> LevelOutcome.unmeasured(level.name(), 0),
            (directory, outcomes, out) -> 0,
            new AfterRun.Earlier(directory -> "", directory -> Optional.empty()));
    reports = new StepReports("plan", none, System.out);
  }

  private static LevelSteps steps(Level... levels) {
    return new LevelSteps(
        new RunPlans.Planned("plan", Levels.of(List.of(levels)), Optional.empty()),
        new Preparation(Map.of(), Object.class),
        ProgressDisplay.ofProcess(Map.of()));
  }

  private Path failure(Level level) {
    return run.resolve(level.name()).resolve(LevelFailure.FILE);
  }

  @Test
  void theRunEndsWithALevelThatCantBeHadAndSaysWhich() {
    LevelSteps steps = steps(FIRST, SECOND);
    assertThatThrownBy(() -> steps.next(run, reports))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("first can't be measured: ")
        .hasMessageContaining("no-such-option");
    assertThat(LevelFailureReader.read(run.resolve("first")).orElseThrow().status())
        .isEqualTo(Console.BAD_INPUT);
    assertThat(failure(SECOND)).doesNotExist();
    assertThat(steps.facts("plan").levels())
        .extracting(PlanFacts.Level::name)
        .containsExactly("first", "second");
  }

  @Test
  void aLevelThatMayFailIsLeftOut() throws InterruptedException {
    Surroundings optional = Surroundings.NONE.optional();
    LevelSteps steps = steps(FIRST.within(optional), SECOND.within(optional));
    assertThat(steps.next(run, reports)).isEmpty();
    assertThat(LevelFailureReader.read(run.resolve("first")).orElseThrow().status()).isZero();
    assertThat(failure(SECOND)).exists();
  }

  @Test
  void nothingIsPreparedOnceTheRunIsStopped() throws InterruptedException {
    LevelSteps steps = steps(FIRST, SECOND);
    steps.close();
    assertThat(steps.next(run, reports)).isEmpty();
    assertThat(run).isEmptyDirectory();
  }
}
