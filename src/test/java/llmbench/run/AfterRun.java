package llmbench.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What is made of a run's files once it is over. Handed in by the door: this room knows no reports.
 *
 * @param each reports one step
 * @param together reports what several levels come to
 */
public record AfterRun(Each each, Together together) {

  /** Reports one step. */
  public interface Each {

    /**
     * Reports the step of this directory.
     *
     * @param beside prints what is to be read with its figures
     * @return the exit status that it deserves
     */
    int report(Path directory, PrintStream out, Consumer<PrintStream> beside);
  }

  /** Reports several levels. */
  public interface Together {

    /** Reports the levels below the run's directory; the exit status that they deserve. */
    int report(Path runDirectory, PrintStream out);
  }
}
