package llmbench.reporting;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import llmbench.report.html.PageHead;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;

/** Where a page leads: to Gatling's report and the files beside it. */
public final class PageLinks {

  private static final String GATLINGS = "index.html";

  /** What a run's own report has for people. */
  private static final List<String> PAGES = List.of("llm.html", "vllm.txt", "evalscope.txt");

  private static final List<String> RECORDED =
      List.of("requests.jsonl", "run.json", "truth.json", "simulation.log");

  private PageLinks() {}

  /**
   * The head of a page that is written to a directory, with links to what is there.
   *
   * @param written names of the report's own files, which are written at the same time
   */
  static PageHead linked(
      PageHead head, Path directory, List<RecordedRun> runs, List<String> written) {
    List<String> files = new ArrayList<>(written);
    recorded(directory).forEach(files::add);
    return head.linked(gatlings(directory, runs), files);
  }

  /** What was recorded in a run directory, as far as it is there. */
  static Stream<String> recorded(Path directory) {
    return RECORDED.stream().filter(name -> Files.exists(directory.resolve(name)));
  }

  /** The head of a run on a page elsewhere, with links to what is in the run's directory. */
  public static PageHead from(Path page, Path runDirectory, PageHead head) {
    Path folder = page.toAbsolutePath().normalize().getParent();
    Path there = runDirectory.toAbsolutePath().normalize();
    if (folder == null || !Objects.equals(folder.getRoot(), there.getRoot())) {
      return head;
    }
    String way = folder.relativize(there).toString().replace('\\', '/');
    String prefix = way.isEmpty() ? "" : way + "/";
    List<String> files =
        Stream.concat(PAGES.stream(), RECORDED.stream())
            .filter(name -> Files.exists(there.resolve(name)))
            .map(name -> prefix + name)
            .toList();
    return head.linked(Files.exists(there.resolve(GATLINGS)) ? prefix + GATLINGS : null, files);
  }

  /** Of a run that was stopped Gatling makes its own report after ours. */
  private static @Nullable String gatlings(Path directory, List<RecordedRun> runs) {
    boolean comes =
        Files.exists(directory.resolve("simulation.log"))
            && runs.stream().anyMatch(PageLinks::isStoppedBySignal);
    if (comes || Files.exists(directory.resolve(GATLINGS))) {
      return GATLINGS;
    }
    // A step of a check lies below Gatling's directory.
    Path above = directory.toAbsolutePath().normalize().getParent();
    boolean isStep =
        above != null
            && Files.exists(above.resolve("simulation.log"))
            && Files.exists(above.resolve(GATLINGS));
    return isStep ? "../" + GATLINGS : null;
  }

  private static boolean isStoppedBySignal(RecordedRun run) {
    RunFacts facts = run.facts();
    RunFacts.Stop stop = facts == null ? null : facts.stop();
    return stop != null && stop.by() == RunFacts.StopCause.SIGNAL;
  }
}
