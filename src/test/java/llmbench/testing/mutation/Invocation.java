package llmbench.testing.mutation;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import llmbench.Report;

/**
 * A report or a comparison, and what came of it.
 *
 * @param arguments of the command line
 * @param status its exit status
 */
record Invocation(List<String> arguments, int status, String out, String err) {

  /** What hangs does so for ever; what takes so long on a busy machine has been forgotten. */
  private static final long MOST_SECONDS = 30;

  private static final int MOST_SHOWN = 3_000;

  /** What only a program says. Looked for word by word: some are long. */
  private static final Pattern OF_A_PROGRAM =
      Pattern.compile(
          "\\tat |\\b\\w++(?<=Exception)|\\b[A-Z]\\w++(?<=Error)"
              + "|\\b(?:java|javax|sun|jdk|com\\.fasterxml"
              + "|org\\.sqlite|picocli|llmbench)\\.[a-z.]*[A-Z]\\w+|Cannot invoke|out of bounds"
              + "|Input length =|For input string|StreamRead|Nothing is reported: |\\bnull\\b");

  /** What a run may be called, what it was asked for, and how vLLM's lines about failures begin. */
  private static final Pattern NAMES =
      Pattern.compile(
          "llmbench\\.(?:BenchmarkSimulation|Report)|shop\\.ShopSimulation|(?m)^Error (?=\\d+: )");

  /** Runs it as a command line does, on a thread of its own. */
  static Invocation of(List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    FutureTask<Integer> run =
        new FutureTask<>(
            () ->
                Report.run(
                    arguments.toArray(String[]::new),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8)));
    Thread thread = new Thread(run, "report");
    thread.setDaemon(true);
    thread.start();
    int status = status(run, thread);
    return new Invocation(
        arguments,
        status,
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8));
  }

  private static int status(FutureTask<Integer> run, Thread thread) {
    try {
      return run.get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      StringBuilder where = new StringBuilder("it hangs:");
      for (StackTraceElement each : thread.getStackTrace()) {
        where.append("\n  ").append(each);
      }
      throw new AssertionError(where.toString(), e);
    } catch (ExecutionException e) {
      throw new AssertionError("it ends with a trace", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Everything that it said. */
  String said() {
    return out + err;
  }

  /** The command line, and the beginning of what it said. */
  @Override
  public String toString() {
    String said = said();
    return String.join(" ", arguments)
        + "\n"
        + said.substring(0, Math.min(MOST_SHOWN, said.length()));
  }

  /** What is wrong with it whatever it was given; empty where nothing is. */
  List<String> faults() {
    if (status < 0 || status > 2) {
      return List.of("exit status " + status);
    }
    // A form that is printed has the words of its own.
    String words = arguments.contains("--format") ? err : said();
    Matcher program = OF_A_PROGRAM.matcher(NAMES.matcher(words).replaceAll(""));
    if (program.find()) {
      return List.of("it says '" + program.group() + "'");
    }
    return status == 2 && said().isBlank() ? List.of("it ends with 2 without a word") : List.of();
  }
}
