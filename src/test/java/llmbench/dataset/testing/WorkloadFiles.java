package llmbench.dataset.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of vLLM bench's recorded runs. They name others by paths from the folder in which the
 * tool ran: here they are put right.
 *
 * @param temp a folder for those that are written anew
 */
public record WorkloadFiles(Path temp) {

  private static final String DATA = "src/test/resources/golden/vllm/workload_data/";

  /**
   * The same file or folder, below the temporary one, with paths that lead to the golden ones.
   *
   * @param name within the folder of the recorded files
   */
  public String put(String name) {
    try {
      Path from = Path.of(DATA, name);
      Path to = temp.resolve(name);
      if (Files.isDirectory(from)) {
        for (Path file : files(from)) {
          put(name + "/" + file.getFileName());
        }
      } else {
        Files.createDirectories(to.getParent());
        Files.writeString(
            to,
            Files.readString(from)
                .replace("\"data/", "\"" + DATA)
                .replace("\"pic.png", "\"" + DATA + "pic.png"));
      }
      return to.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
