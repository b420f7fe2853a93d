package llmbench.reporting;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import llmbench.files.IoReason;
import llmbench.runlog.RunLogException;
import llmbench.timeline.Printable;
import llmbench.tokenizer.TokenizerException;
import picocli.CommandLine.ParameterException;

/**
 * Why there is no report, in a sentence or two: the last net of the doors. What is thrown with a
 * message for people is said as it is. What nobody has thought of is a defect of ours: its user is
 * told what to do about it, and gets a trace only where he asks for one.
 */
public final class Unreported {

  /** The system property that has traces printed. */
  private static final String TRACE = "llmbench.trace";

  /** A value that is named in a message may be a whole file. */
  private static final int MOST_CHARS = 2_000;

  private Unreported() {}

  /** Something that may fail. */
  public interface Work {

    /** Does it; the exit status. */
    int run() throws IOException;
  }

  /**
   * Does it, or says why it could not be done.
   *
   * @param what it is about, as the command line has it
   * @param before what stands before the sentence
   * @param err where that is said
   * @return the exit status
   */
  public static int unless(Work work, String what, String before, PrintStream err) {
    try {
      return work.run();
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      String sentence = Printable.lines(sentence(e, what));
      boolean fits = sentence.length() <= MOST_CHARS;
      err.println(before + (fits ? sentence : sentence.substring(0, MOST_CHARS) + "…"));
      if (Boolean.getBoolean(TRACE)) {
        e.printStackTrace(err);
      }
      return ExitStatus.BAD_INPUT;
    }
  }

  /** Why, in a sentence or two. */
  static String sentence(Throwable e, String what) {
    String message =
        e instanceof ParameterException slip ? CommandLineProblem.of(slip) : e.getMessage();
    if (isForPeople(e) && message != null && !message.isBlank()) {
      return message;
    }
    if (e instanceof IOException io) {
      return IoReason.unwritten(io);
    }
    if (e instanceof UncheckedIOException io) {
      return IoReason.unwritten(IoReason.cause(io));
    }
    if (e instanceof InvalidPathException path) {
      return "'" + path.getInput() + "' can't be the name of a file: " + path.getReason() + ".";
    }
    return e instanceof OutOfMemoryError ? tooLarge(what) : unexpected(what);
  }

  /** Those below IllegalArgumentException are the JDK's own. */
  private static boolean isForPeople(Throwable e) {
    return e instanceof RunLogException
        || e instanceof TokenizerException
        || e instanceof ParameterException
        || e.getClass() == IllegalArgumentException.class;
  }

  private static String tooLarge(String what) {
    return "There is too much to be read in "
        + (Runtime.getRuntime().maxMemory() >> 20)
        + " MB. Try again with more, for example MAVEN_OPTS=-Xmx8g mvn -q exec:java@report"
        + " -Dexec.args='"
        + what
        + "'";
  }

  private static String unexpected(String what) {
    return "Nothing is reported: '"
        + what
        + "' has something that LLM Bench does not know what to do with.\nThat is a defect of LLM"
        + " Bench: please report it, with these files if they may be seen. -D"
        + TRACE
        + "=true shows where it was met.";
  }
}
