package llmbench.reporting;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.options.recorded.ReportOptions;
import llmbench.report.html.HtmlPage;
import llmbench.report.vllm.ResultFile;

/** Writes the files of a report, and says which there are. */
public final class ReportFiles {

  private final ReportInput input;
  private final ReportFormats formats;

  public ReportFiles(ReportParts parts) {
    this(parts.input(), new ReportFormats(parts));
  }

  ReportFiles(ReportInput input, ReportFormats formats) {
    this.input = input;
    this.formats = formats;
  }

  /** Where everything is, for the console; the page comes {@linkplain ReportConsole#end last}. */
  public static String listed(Path runDirectory) {
    return "Files: " + runDirectory;
  }

  /** The page among what was written, which is what people open. */
  public static Optional<Path> page(List<Path> written) {
    return written.stream().filter(file -> file.endsWith(HtmlPage.FILE)).findFirst();
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

  /**
   * Writes the file that {@code --save-result} or {@code --append-result} asked for, and the plots.
   *
   * @return what was written, and how the tool calls it
   */
  public Map<String, Path> saveResult() throws IOException {
    Map<String, Path> written = new LinkedHashMap<>();
    ReportOptions.Result asked = input.options().result();
    ResultFile file = ResultFile.of(asked.directory(), asked.fileName(), input.settings());
    if (asked.append() || asked.save()) {
      file.write(formats.result(asked.detailed()), asked.append());
      written.put("Result", file.path());
    }
    written.putAll(new ResultPlots(asked.plots(), input.times()).beside(file));
    return written;
  }
}
