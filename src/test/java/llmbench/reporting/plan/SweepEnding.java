package llmbench.reporting.plan;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import llmbench.about.Build;
import llmbench.metrics.levels.SweepFigures;
import llmbench.plan.FirstWaves;
import llmbench.plan.LevelOutcome;
import llmbench.report.html.HtmlPage;
import llmbench.report.html.SweepPage;
import llmbench.report.junit.JunitXml;
import llmbench.report.junit.TestedLevel;
import llmbench.report.markdown.SummaryMarkdown;
import llmbench.report.markdown.SweepMarkdown;
import llmbench.report.prometheus.PrometheusText;
import llmbench.reporting.ExitStatus;
import llmbench.reporting.OutputFile;
import llmbench.reporting.PlanDirectories;
import llmbench.reporting.PlanEnding;
import llmbench.reporting.PlanReport;
import llmbench.timeline.PlanFacts;
import llmbench.timeline.Printable;
import llmbench.verdict.LevelDoubt;

/**
 * What levels come to side by side: the answer and the doubts on the console, the page, and the
 * files of a run for all of them together.
 */
final class SweepEnding {

  /** What a plan's own report and the recorder write for people and programs, by its ends. */
  private static final List<String> LISTED = List.of(".json", ".txt", ".csv");

  private static final String JENKINS = "js/global_stats.json";

  private final Path runDirectory;
  private final PlanReport report;
  private final MeasuredLevels levels;
  private final PlanEnding ending;
  private final int status;

  /**
   * Reads the levels.
   *
   * @param ending what the plan's own report says
   * @param status the run's exit status
   */
  SweepEnding(
      PlanDirectories where, PlanFacts plan, PlanReport report, PlanEnding ending, int status) {
    runDirectory = where.directory();
    this.report = report;
    this.ending = ending;
    this.status = status;
    levels = MeasuredLevels.read(where, plan, report);
  }

  /** Prints it and writes its files; nothing where no level was recorded. */
  void report(PrintStream out) throws IOException {
    if (levels.all().isEmpty()) {
      return;
    }
    SweepFigures figures = levels.figures().judged(ending.goals());
    List<LevelDoubt> doubts = levels.doubts();
    String answer = ending.answer().orElseGet(figures::answer);
    if (ending.answer().isEmpty()) {
      out.println("\n" + Printable.line(answer));
    }
    if (!levels.missing().isEmpty()) {
      out.println("Not measured in this run: " + String.join(", ", levels.missing()) + ".");
    }
    for (LevelDoubt each : doubts) {
      out.println("Doubt: " + Printable.line(each.message()) + ". " + each.doubt().advice());
    }
    Path page = write(figures, doubts, answer);
    out.println("Files: " + runDirectory);
    out.println("Page:  " + page.toAbsolutePath().normalize().toUri());
  }

  private Path write(SweepFigures figures, List<LevelDoubt> doubts, String answer)
      throws IOException {
    SweepHead head = new SweepHead(levels, figures);
    write(JunitXml.FILE, junit(answer));
    write(PrometheusText.FILE, levels.metrics().text());
    List<String> files = new ArrayList<>(List.of(JunitXml.FILE, PrometheusText.FILE));
    files.addAll(listed());
    write(
        SummaryMarkdown.FILE,
        new SweepMarkdown(
                levels.first().head(), head.load(), answer, figures, status != 0, doubts, files)
            .text());
    files.add(0, SummaryMarkdown.FILE);
    SweepPage page =
        new SweepPage(
            head.page(runDirectory, files),
            answer,
            figures,
            doubts,
            levels.limits(),
            ending.advice(),
            footnotes());
    return write(HtmlPage.FILE, page.page(Build.generator()));
  }

  private List<String> footnotes() {
    Stream<String> judged =
        ending.goals().isEmpty()
            ? Stream.of()
            : Stream.of(
                "SLOs are judged of all runs of a load together, and without the first "
                    + FirstWaves.UNJUDGED
                    + " requests of each user, which the figures have.");
    return Stream.concat(judged, levels.footnotes().stream()).toList();
  }

  private Path write(String name, String text) throws IOException {
    return new OutputFile(name, OutputFile.Content.of(() -> text)).write(runDirectory);
  }

  /** What failed and has no case of its own, such as a level without a record, fails together. */
  private String junit(String answer) {
    List<TestedLevel> tested =
        levels.all().stream()
            .map(
                level ->
                    new TestedLevel(level.outcome(), level.tested(), isJudged(level.run().name())))
            .toList();
    boolean seen = tested.stream().anyMatch(each -> each.isJudged() && each.outcome().isFailure());
    return JunitXml.of(answer, ending.status() != 0 || (status != 0 && !seen), tested);
  }

  /** Whether the plan has a level that fails fail the run. */
  private boolean isJudged(String level) {
    return report.status(List.of(LevelOutcome.unmeasured(level, ExitStatus.FAILED))) != 0;
  }

  private List<String> listed() throws IOException {
    try (Stream<Path> files = Files.list(runDirectory)) {
      Stream<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> LISTED.stream().anyMatch(name::endsWith))
              .sorted();
      boolean jenkins = Files.exists(runDirectory.resolve(JENKINS));
      return Stream.concat(names, jenkins ? Stream.of(JENKINS) : Stream.of()).toList();
    }
  }
}
