package llmbench.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import llmbench.plan.Level;
import llmbench.plan.LevelOutcome;
import llmbench.timeline.RunFacts;

/**
 * What is made of a run's files. Handed in by the door: this room knows no reports.
 *
 * @param single reports a run of one benchmark
 * @param level reports one level of several, as soon as it is over
 * @param together reports what several levels come to
 * @param earlier knows runs before this one
 */
public record AfterRun(Single single, OneLevel level, Together together, Earlier earlier) {

  /** Reports a run of one benchmark. */
  public interface Single {

    /**
     * Reports the run of this directory.
     *
     * @param beside prints what is to be read with its figures
     * @return the exit status that it deserves
     */
    int report(Path directory, PrintStream out, Consumer<PrintStream> beside);
  }

  /** Reports one level of several. */
  public interface OneLevel {

    /**
     * Reports a level while others are still to come.
     *
     * @param plan its name
     * @param directory the level's
     * @return what it came to
     */
    LevelOutcome report(String plan, Level level, Path directory, PrintStream out);
  }

  /** Reports several levels. */
  public interface Together {

    /**
     * Reports the levels below the run's directory.
     *
     * @param outcomes of those that were measured
     * @return the exit status that they deserve
     */
    int report(Path runDirectory, List<LevelOutcome> outcomes, PrintStream out);
  }

  /**
   * Knows what earlier runs have left.
   *
   * @param plan the name of the plan that the run of a directory had
   * @param measured the facts of a directory's level; empty where it wasn't measured to its end
   */
  public record Earlier(Function<Path, String> plan, Function<Path, Optional<RunFacts>> measured) {}
}
