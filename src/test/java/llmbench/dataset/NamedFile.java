package llmbench.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file of a picture or a sound that a row of a dataset names. */
final class NamedFile {

  private NamedFile() {}

  /**
   * All of it.
   *
   * @param path as the row has it; looked for from the working directory
   * @throws IOException when it can't be read, or what the row has is no path
   */
  static byte[] bytes(String path) throws IOException {
    try {
      return Files.readAllBytes(Path.of(path));
    } catch (InvalidPathException e) {
      throw new IOException("it isn't a path", e);
    }
  }
}
