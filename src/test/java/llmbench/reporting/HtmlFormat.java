package llmbench.reporting;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import llmbench.about.Build;
import llmbench.report.html.HtmlPage;
import llmbench.report.html.PageRun;

/** The page. */
final class HtmlFormat implements ReportFormat {

  @Override
  public String name() {
    return "html";
  }

  @Override
  public void write(FormatSource from, Writer out) throws IOException {
    out.write(page(from));
  }

  @Override
  public List<OutputFile> files(FormatSource from) {
    return file(from, HtmlPage.FILE);
  }

  private static String page(FormatSource from) {
    PageRun run = PageRuns.of(from.parts(), 1);
    if (from.directory().isEmpty()) {
      return HtmlPage.of(Build.generator(), run);
    }
    List<String> files = from.fileNames();
    files.remove(HtmlPage.FILE);
    return HtmlPage.of(
        Build.generator(),
        run.with(PageLinks.linked(run.head(), from.directory().get(), from.input().runs(), files)));
  }
}
