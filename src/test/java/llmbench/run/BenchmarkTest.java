package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import llmbench.options.given.Sources;
import llmbench.plan.Level;
import llmbench.plan.LevelOutcome;
import llmbench.plan.Levels;
import llmbench.plan.Surroundings;
import llmbench.process.Console;
import llmbench.timeline.PlanFacts;
import llmbench.timeline.RunFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever befalls the levels of a run while Gatling waits for the next, it gets an answer. */
class BenchmarkTest {

  private static final Level FIRST =
      new Level("first", Map.of("load", "1"), new Sources(null, Map.of()))
          .within(Surroundings.NONE.optional());

  @TempDir private Path run;

  static Stream<Throwable> faults() {
    return Stream.of(
        new IllegalStateException("a defect"),
        new NoClassDefFoundError("a/Class"),
        new AssertionError("it must not be"),
        new OutOfMemoryError("Java heap space"),
        new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void anyFaultEndsTheRunAndIsSaid(Throwable fault) {
    Benchmark benchmark = benchmark(() -> sneaky(fault));
    assertThat(benchmark.next(run, step -> step)).isEmpty();
    assertThat(benchmark.report()).isEqualTo(Console.BAD_INPUT);
    assertThat(run.resolve(PlanFacts.FILE)).isRegularFile();
  }

  @Test
  void withoutAPlanFileNothingMoreIsMeasured() throws IOException {
    Files.createDirectories(run.resolve(PlanFacts.FILE).resolve("in the way"));
    Benchmark benchmark =
        benchmark(
            () -> {
              throw new AssertionError("the next level was asked for");
            });
    assertThat(benchmark.next(run, step -> step)).isEmpty();
    assertThat(benchmark.report()).isEqualTo(Console.UNWRITTEN);
  }

  @Test
  void nothingMoreIsPreparedOnceItIsInterrupted() {
    Benchmark benchmark =
        benchmark(
            () -> {
              throw new AssertionError("the next level was asked for");
            });
    benchmark.interrupt(new RunFacts.Stop(RunFacts.StopCause.SIGNAL, "by SIGINT"));
    assertThat(benchmark.next(run, step -> step)).isEmpty();
    assertThat(benchmark.report()).isZero();
  }

  private static <T extends Throwable> Optional<Level> sneaky(Throwable fault) throws T {
    @SuppressWarnings("unchecked")
    T thrown = (T) fault;
    throw thrown;
  }

  private static Benchmark benchmark(Supplier<Optional<Level>> next) {
    Levels levels =
        new Levels() {
          @Override
          public List<Level> known() {
            return List.of(FIRST);
          }

          @Override
          public Optional<Level> next(List<LevelOutcome> before) {
            return next.get();
          }
        };
    AfterRun after =
        new AfterRun(
            (directory, out, beside) -> 0,
            (plan, level, directory, out) -> LevelOutcome.unmeasured(level.name(), 0),
            (directory, outcomes, out) -> 0,
            new AfterRun.Earlier(directory -> "", directory -> Optional.empty()));
    return Benchmark.prepare(
            new RunPlans.Planned("plan", levels, Optional.empty()),
            ProgressDisplay.ofProcess(Map.of()),
            Map.of(),
            Object.class)
        .reportedBy(after);
  }
}
