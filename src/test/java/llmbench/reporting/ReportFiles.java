package llmbench.reporting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import llmbench.options.recorded.ReportOptions;
import llmbench.report.html.HtmlPage;
import llmbench.report.vllm.ResultFile;

/** Writes the files of a report, and says which there are. */
public final class ReportFiles {

  /** Gatling's report and our record. */
  private static final List<String> RECORDED =
      List.of("index.html", "requests.jsonl", "run.json", "truth.json");

  private static final int LINE_COLUMNS = 80;
  private static final String INDENT = "       ";

  private final ReportInput input;
  private final ReportFormats formats;

  public ReportFiles(ReportParts parts) {
    this(parts.input(), new ReportFormats(parts));
  }

  ReportFiles(ReportInput input, ReportFormats formats) {
    this.input = input;
    this.formats = formats;
  }

  /** Where everything is, for the console: last the page, which is what people open. */
  public static List<String> listed(Path runDirectory, List<Path> written) {
    List<String> lines = new ArrayList<>();
    lines.add("Files: " + runDirectory);
    List<String> names = new ArrayList<>();
    RECORDED.stream().filter(name -> Files.exists(runDirectory.resolve(name))).forEach(names::add);
    written.forEach(file -> names.add(runDirectory.relativize(file).toString()));
    StringBuilder line = new StringBuilder();
    for (String name : names) {
      if (line.length() + name.length() > LINE_COLUMNS) {
        lines.add(INDENT + line.toString().strip());
        line.setLength(0);
      }
      line.append(name).append(name.equals(names.get(names.size() - 1)) ? "" : ", ");
    }
    lines.add(INDENT + line.toString().strip());
    Path page = runDirectory.resolve(HtmlPage.FILE);
    if (written.contains(page)) {
      lines.add("Page:  " + page.toAbsolutePath().normalize().toUri());
    }
    return lines;
  }

  /** Writes all forms into a directory; the paths of what was written. */
  public List<Path> writeAll(Path directory) throws IOException {
    List<Path> written = new ArrayList<>();
    for (OutputFile file : formats.in(directory).files()) {
      written.add(file.write(directory));
    }
    return written;
  }

  /** Says what the files leave out; empty where they have all. */
  public Optional<String> leftOut() {
    return formats.leftOut();
  }

  /** Writes the file that {@code --save-result} or {@code --append-result} asked for. */
  public Optional<Path> saveResult() throws IOException {
    ReportOptions.Result asked = input.options().result();
    if (!asked.append() && !asked.save()) {
      return Optional.empty();
    }
    ResultFile file = ResultFile.of(asked.directory(), asked.fileName(), input.settings());
    file.write(formats.result(asked.detailed()), asked.append());
    return Optional.of(file.path());
  }
}
