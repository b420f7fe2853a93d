package llmbench.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A file that was not read or written, with its name and why, in words. */
final class FileFault extends FileSystemException {

  private static final long serialVersionUID = 1L;

  /**
   * A file that could be opened, and would do harm: it is none, or it leads elsewhere.
   *
   * @param why in words, as {@link IoReason} gives them
   */
  FileFault(Path file, String why) {
    super(file.toString(), null, why);
  }

  /** A file that the system refused, maybe under another name. */
  FileFault(Path file, IOException cause) {
    this(file, IoReason.of(cause));
    initCause(cause);
  }
}
