package llmbench.dataset;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The path of {@code --dataset-path}. */
final class DatasetFile {

  private DatasetFile() {}

  /**
   * A path.
   *
   * @param what it should be, to end "give the path of …"
   * @throws DatasetException when the text is none
   */
  static Path of(String path, String what) {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new DatasetException(Utf8Lines.OPTION + "isn't a path; give the path of " + what + ".");
    }
  }
}
