package llmbench.reporting.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.about.Build;
import llmbench.comparison.Comparison;
import llmbench.report.html.HtmlPage;
import llmbench.report.html.PageRun;
import llmbench.reporting.OutputFile;
import llmbench.reporting.PageLinks;
import llmbench.reporting.PageRuns;

/** The page of several runs: each of them, and what they come to side by side. */
final class ComparePage {

  private final Comparison comparison;
  private final List<Optional<Integer>> places;

  /**
   * A page of this comparison.
   *
   * @param places for each column the place of its run among those that are written; empty where it
   *     has none
   */
  ComparePage(Comparison comparison, List<Optional<Integer>> places) {
    this.comparison = comparison;
    this.places = List.copyOf(places);
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
    return HtmlPage.of(Build.generator(), pages, new HtmlPage.Compared(comparison, places));
  }
}
