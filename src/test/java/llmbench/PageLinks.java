package llmbench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import llmbench.report.html.PageHead;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;

/** Where a page leads: to Gatling's report and the files beside it. */
final class PageLinks {

  private static final String GATLINGS = "index.html";
  private static final List<String> RECORDED =
      List.of("requests.jsonl", "run.json", "truth.json", "simulation.log");

  private final Path directory;
  private final List<String> files = new ArrayList<>();

  private PageLinks(Path directory, List<String> written) {
    this.directory = directory;
    files.addAll(written);
    RECORDED.stream().filter(name -> Files.exists(directory.resolve(name))).forEach(files::add);
  }

  /**
   * The head of a page that is written to a directory, with links to what is there.
   *
   * @param written names of the report's own files, which are written at the same time
   */
  static PageHead linked(
      PageHead head, Path directory, List<RecordedRun> runs, List<String> written) {
    PageLinks links = new PageLinks(directory, written);
    return head.linked(links.gatlings(runs), links.files);
  }

  /** Of a run that was stopped Gatling makes its own report after ours. */
  private @Nullable String gatlings(List<RecordedRun> runs) {
    boolean comes =
        Files.exists(directory.resolve("simulation.log"))
            && runs.stream().anyMatch(PageLinks::isStoppedBySignal);
    return comes || Files.exists(directory.resolve(GATLINGS)) ? GATLINGS : null;
  }

  private static boolean isStoppedBySignal(RecordedRun run) {
    RunFacts facts = run.facts();
    RunFacts.Stop stop = facts == null ? null : facts.stop();
    return stop != null && stop.by() == RunFacts.StopCause.SIGNAL;
  }
}
