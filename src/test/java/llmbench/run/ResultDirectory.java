package llmbench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import llmbench.files.Folder;
import llmbench.files.IoReason;
import llmbench.options.BenchOptions;

/** Where {@code --save-result} and {@code --append-result} will write to. */
final class ResultDirectory {

  private ResultDirectory() {}

  /**
   * Makes sure that a file can be written there, if one is asked for: after the run it would be too
   * late. The directory is made.
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
      Folder.made(directory);
      Files.delete(Files.createTempFile(directory, ".llm-bench", ".part"));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The result can't be written to the directory "
              + directory
              + " ("
              + IoReason.of(e)
              + "); nothing was sent. Make it writable, or pass another --result-dir.",
          e);
    }
  }
}
