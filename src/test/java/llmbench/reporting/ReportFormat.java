package llmbench.reporting;

import java.util.List;

/**
 * One form of a report.
 *
 * @param name as in {@code --format}
 * @param printed what {@code --format} prints of it; throws IllegalArgumentException with a message
 *     where what was read has none of it
 * @param files that a report of all forms writes; empty where what was read has none
 */
public record ReportFormat(String name, OutputFile.Content printed, List<OutputFile> files) {

  public ReportFormat {
    files = List.copyOf(files);
  }
}
