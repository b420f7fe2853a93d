package llmbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;

/**
 * All that one run measures: a benchmark, or the several of a check, one after the other. What
 * comes after the run is {@link EndOfRun}'s.
 */
final class Benchmark {

  private final List<Step> steps;
  private volatile @Nullable Path runDirectory;

  private Benchmark(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /**
   * Prepares what the system properties ask for. What its user can mend ends the process here, with
   * a message and without a stack trace.
   */
  static Benchmark prepare() {
    Properties properties = System.getProperties();
    List<Step> steps = new ArrayList<>();
    for (ConsistencyCheck.Part part : ConsistencyCheck.parts(properties)) {
      Preparation before = steps.isEmpty() ? null : steps.get(0).prepared();
      steps.add(new Step(part.name(), Preparation.orExit(part.sources(), before, System.getenv())));
    }
    Benchmark benchmark = new Benchmark(steps);
    Thread end = new Thread(new EndOfRun(benchmark), "llm-end-of-run");
    Runtime.getRuntime().addShutdownHook(end);
    return benchmark;
  }

  List<Step> steps() {
    return steps;
  }

  /** Gatling's directory of this run; null before the first step is opened. */
  @Nullable Path runDirectory() {
    return runDirectory;
  }

  /** The run directory is known, and {@code step} is the next: those before it are over. */
  void open(Step step, Path directory) {
    runDirectory = directory;
    steps.stream()
        .filter(other -> other != step && other.isOpen())
        .forEach(other -> other.close(RunFacts.State.FINISHED));
    step.open(directory);
  }

  /** Nothing more comes. */
  void close(RunFacts.State how) {
    steps.stream().filter(Step::isOpen).forEach(step -> step.close(how));
  }
}
