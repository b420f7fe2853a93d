package llmbench.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Plain files, opened to be read. A named pipe or a device would keep its reader waiting for ever,
 * so whatever is no plain file is refused by its name; a link to a plain file is one.
 */
public final class PlainFile {

  private PlainFile() {}

  /**
   * Whether anything has this name, whatever it is: also a pipe, or a link that leads nowhere. What
   * is there and can't be read is to be said, and not taken for missing.
   */
  public static boolean isThere(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Opens a file.
   *
   * @throws IOException when it is none, or can't be read; {@link IoReason} says why
   */
  public static InputStream open(Path file) throws IOException {
    return Files.newInputStream(checked(file));
  }

  /**
   * Opens a file, to be read at any place.
   *
   * @throws IOException when it is none, or can't be read
   */
  public static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(checked(file));
  }

  /**
   * How many bytes a file has.
   *
   * @throws IOException when it is none
   */
  public static long size(Path file) throws IOException {
    return Files.size(checked(file));
  }

  /**
   * The same file, if it is one.
   *
   * @throws IOException when it is none
   */
  public static Path checked(Path file) throws IOException {
    FileKind kind = FileKind.behind(file);
    if (kind != FileKind.PLAIN) {
      throw new FileFault(file, "it is " + kind.words() + ", no plain file");
    }
    return file;
  }
}
