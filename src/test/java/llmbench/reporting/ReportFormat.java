package llmbench.reporting;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * One form of a report. A new one is a file with such a class, and its line in {@link
 * ReportFormats#ALL}: {@code --format}, its help and its error, and the files of a run loop over
 * that list.
 */
interface ReportFormat {

  /** As in {@code --format}. */
  String name();

  /** What it is, for the help of {@code --format}; empty where the name says it. */
  default String hint() {
    return "";
  }

  /**
   * Prints it; {@code out} stays open.
   *
   * @throws IllegalArgumentException with a message where what was read has none of it
   */
  void write(FormatSource from, Writer out) throws IOException;

  /** The files that a report of all forms writes; empty where what was read has none. */
  List<OutputFile> files(FormatSource from);

  /** One file, which says what is printed. */
  default List<OutputFile> file(FormatSource from, String name) {
    return List.of(new OutputFile(name, out -> write(from, out)));
  }
}
