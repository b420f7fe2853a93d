package llmbench.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that somebody has named: they may be links, and are made if need be. */
public final class Folder {

  private Folder() {}

  /**
   * Makes a folder and those above it, as far as they are not there.
   *
   * @throws IOException when that can't be; {@link IoReason} says why
   */
  public static Path made(Path folder) throws IOException {
    try {
      // Asked for first: Java 17 takes a link to a folder for something else of its name.
      return Files.isDirectory(folder) ? folder : Files.createDirectories(folder);
    } catch (IOException e) {
      throw new FileFault(folder, e);
    }
  }
}
