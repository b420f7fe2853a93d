package llmbench.reporting.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import llmbench.about.Build;
import llmbench.report.html.HtmlPage;
import llmbench.report.html.PageRun;
import llmbench.reporting.OutputFile;
import llmbench.reporting.PageLinks;
import llmbench.reporting.PageRuns;

/** The page of several runs: each of them, and what they come to side by side. */
final class ComparePage {

  private final HtmlPage.Compared compared;

  /** A page of this comparison; the places in it are those of the runs that are written. */
  ComparePage(HtmlPage.Compared compared) {
    this.compared = compared;
  }

  /**
   * Writes it, whole or not at all.
   *
   * @return where it is
   */
  Path write(Path file, List<RunViews> runs) throws IOException {
    Path name = file.getFileName();
    if (name == null) {
      throw new IllegalArgumentException("--html needs a file's name, such as compared.html.");
    }
    Path folder = file.toAbsolutePath().getParent();
    OutputFile page =
        new OutputFile(name.toString(), OutputFile.Content.of(() -> page(file, runs)));
    return page.write(folder == null ? Path.of("") : folder);
  }

  private String page(Path file, List<RunViews> runs) {
    List<PageRun> pages = new ArrayList<>();
    Map<String, Integer> names = new HashMap<>();
    for (RunViews run : runs) {
      PageRun alone = PageRuns.of(run.parts(), runs.size());
      PageRun page = alone.with(PageLinks.from(file, run.directory(), alone.head()));
      // Runs of other places may have one name.
      boolean first = names.merge(page.name(), 1, Integer::sum) == 1;
      pages.add(first ? page : page.named(run.name()));
    }
    return HtmlPage.of(Build.generator(), pages, compared);
  }
}
