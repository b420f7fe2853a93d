package llmbench.run;

import java.io.PrintStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import scala.Console$;

/**
 * Leaves Gatling's last block out of the console: its ranges of response times say nothing of
 * tokens, its index.html has all of it, and what the run comes to follows. Whatever else Gatling
 * prints, such as its assertions, is printed.
 */
public final class GatlingSummary {

  private static final String HEADING = "---- Global Information ";

  /** Who wants Gatling's block while it measures wants its last one, too. */
  private static final String WANTED = "llm.gatling-progress";

  private GatlingSummary() {}

  /** From now on, of what the calling thread prints, which is Gatling's that makes its report. */
  public static void leaveOut(Properties properties) {
    if (!"console".equals(properties.getProperty(WANTED))) {
      Console$.MODULE$.setOutDirect(new Without(Console$.MODULE$.out()));
    }
  }

  /** Gatling hands its block over in one piece; if it doesn't any more, it is printed. */
  private static final class Without extends PrintStream {

    Without(PrintStream out) {
      super(out, true);
    }

    @Override
    public void println(@Nullable Object printed) {
      if (!String.valueOf(printed).contains(HEADING)) {
        super.println(printed);
      }
    }
  }
}
