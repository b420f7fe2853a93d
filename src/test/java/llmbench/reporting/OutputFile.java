package llmbench.reporting;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.function.Supplier;
import llmbench.files.WholeFile;

/**
 * One file of a report.
 *
 * @param name below the directory, such as {@code js/global_stats.json}
 * @param content all that it says
 */
public record OutputFile(String name, Content content) {

  /** A text that may be larger than the memory, so it is written as it is made. */
  public interface Content {

    void writeTo(Writer out) throws IOException;

    static Content of(Supplier<String> text) {
      return out -> out.write(text.get());
    }
  }

  /**
   * Writes it, whole or not at all: an older one stays as it was where this fails.
   *
   * @return where it is
   */
  public Path write(Path directory) throws IOException {
    return WholeFile.write(directory, name, content::writeTo);
  }
}
