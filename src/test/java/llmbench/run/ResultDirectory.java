package llmbench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import llmbench.files.Folder;
import llmbench.files.IoReason;
import llmbench.options.BenchOptions;
import llmbench.process.Console;

/** Where a run will write to: after it, it would be too late to find out that it can't. */
public final class ResultDirectory {

  private ResultDirectory() {}

  /**
   * Makes sure that a file of {@code --save-result} and {@code --append-result} can be written, if
   * one is asked for. The directory is made.
   *
   * @throws IllegalArgumentException if not; for people
   */
  static void check(BenchOptions.Output output) {
    if (output.saveResult() || output.appendResult()) {
      check(output.resultDir());
    }
  }

  static void check(Optional<Path> resultDir) {
    Path directory = resultDir.orElse(Path.of("")).toAbsolutePath();
    try {
      write(directory);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          unwritten("The result", directory, e) + "pass another --result-dir.", e);
    }
  }

  /**
   * Makes sure that Gatling can make a run's directory in this folder, which is made.
   *
   * @throws RefusedException if not
   */
  public static void checkGatlings(Path results) {
    Path folder = results.toAbsolutePath();
    try {
      write(folder);
    } catch (IOException e) {
      throw new RefusedException(
          unwritten("The run", folder, e) + "choose another with -Dgatling.resultsFolder.",
          Console.UNWRITTEN);
    }
  }

  private static void write(Path directory) throws IOException {
    Folder.made(directory);
    Path file = Files.createTempFile(directory, ".llm-bench", ".part");
    try {
      Files.write(file, new byte[] {0});
    } finally {
      Files.delete(file);
    }
  }

  private static String unwritten(String what, Path directory, IOException e) {
    return what
        + " can't be written to the directory "
        + directory
        + " ("
        + IoReason.of(e)
        + "); nothing was sent. Make it writable, or ";
  }
}
