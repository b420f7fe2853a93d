package llmbench.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import llmbench.plan.Level;
import llmbench.plan.LevelOutcome;
import llmbench.process.Console;
import llmbench.simserver.SimServer;
import org.jspecify.annotations.Nullable;

/**
 * The reports of a run's steps, each made once: of a level as soon as it is over, of what was
 * stopped at the end. For any thread; who comes second waits for the first.
 */
final class StepReports {

  private final String plan;
  private final AfterRun after;
  private final PrintStream out;
  private final Set<RunStep> reported = new HashSet<>();
  private final Map<String, LevelOutcome> outcomes = new LinkedHashMap<>();
  private int status;

  /**
   * Nothing is reported yet.
   *
   * @param plan its name
   * @param out where reports are printed
   */
  StepReports(String plan, AfterRun after, PrintStream out) {
    this.plan = plan;
    this.after = after;
    this.out = out;
  }

  /** What is known of runs before this one. */
  AfterRun.Earlier earlier() {
    return after.earlier();
  }

  /** Reports a step, unless it is or was never begun. */
  synchronized void report(RunStep step) {
    Path directory = step.directory();
    if (directory == null || !reported.add(step)) {
      return;
    }
    IOException failure = step.failure();
    if (failure != null) {
      status = Math.max(status, Console.UNWRITTEN);
      out.println("The run's record is incomplete: " + failure.getMessage());
    }
    if (step.level().name().isEmpty()) {
      status = Math.max(status, after.single().report(directory, out, beside(step)));
    } else {
      var unused = level(step.level(), directory);
    }
  }

  private static Consumer<PrintStream> beside(RunStep step) {
    SimServer server = step.simulatedServer();
    return out -> {
      if (server != null) {
        SimulatedServer.printTruth(server, out);
      }
    };
  }

  /** Reports a level of this directory, measured now or before; what it came to. */
  synchronized LevelOutcome level(Level level, Path directory) {
    LevelOutcome outcome = after.level().report(plan, level, directory, out);
    outcomes.put(level.name(), outcome);
    return outcome;
  }

  /** What a level came to that is over. */
  synchronized LevelOutcome of(RunStep step) {
    report(step);
    @Nullable LevelOutcome outcome = outcomes.get(step.level().name());
    return outcome == null
        ? LevelOutcome.unmeasured(step.level().name(), Console.BAD_INPUT)
        : outcome;
  }

  /** Reports what the levels came to together. */
  synchronized void together(Path runDirectory) {
    status =
        Math.max(
            status, after.together().report(runDirectory, List.copyOf(outcomes.values()), out));
  }

  /** The exit status that all of it deserves. */
  synchronized int status() {
    return status;
  }
}
