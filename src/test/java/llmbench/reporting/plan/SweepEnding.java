package llmbench.reporting.plan;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import llmbench.about.Build;
import llmbench.files.PlainFile;
import llmbench.metrics.levels.SweepFigures;
import llmbench.metrics.levels.SweptLevel;
import llmbench.plan.LevelOutcome;
import llmbench.report.html.HtmlPage;
import llmbench.report.html.PageHead;
import llmbench.report.html.SweepPage;
import llmbench.report.junit.JunitXml;
import llmbench.report.junit.TestedLevel;
import llmbench.report.markdown.SummaryMarkdown;
import llmbench.report.markdown.SweepMarkdown;
import llmbench.report.prometheus.LevelsText;
import llmbench.report.prometheus.PrometheusText;
import llmbench.reporting.ExitStatus;
import llmbench.reporting.MeasuredLevel;
import llmbench.reporting.OutputFile;
import llmbench.reporting.PlanEnding;
import llmbench.reporting.PlanReport;
import llmbench.timeline.Counted;
import llmbench.timeline.PlanFacts;
import llmbench.timeline.Printable;
import llmbench.verdict.Doubt;
import llmbench.verdict.LevelDoubt;

/** What levels come to side by side: the answer and the doubts, the page, and files for others. */
final class SweepEnding {

  private static final String RECORD = "requests.jsonl";
  private static final String GATLINGS = "index.html";

  /** What is made for people and programs in a run's directory, by the ends of its names. */
  private static final List<String> LISTED = List.of(".json", ".txt", ".csv");

  private final Path runDirectory;
  private final PlanFacts plan;
  private final PlanReport report;
  private final LevelsText metrics = new LevelsText();
  private final List<MeasuredLevel> levels = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  SweepEnding(Path runDirectory, PlanFacts plan, PlanReport report) {
    this.runDirectory = runDirectory;
    this.plan = plan;
    this.report = report;
  }

  /**
   * Prints it and writes its files; nothing where no level was recorded.
   *
   * @param ending what the plan's own report says
   * @param status the run's exit status
   */
  void report(PlanEnding ending, int status, PrintStream out) throws IOException {
    read();
    if (levels.isEmpty()) {
      return;
    }
    SweepFigures figures = SweepFigures.of(levels.stream().map(MeasuredLevel::run).toList());
    List<LevelDoubt> doubts = doubts();
    String answer = ending.answer().orElseGet(figures::answer);
    if (ending.answer().isEmpty()) {
      out.println("\n" + Printable.line(answer));
    }
    for (LevelDoubt each : doubts) {
      out.println("Doubt: " + Printable.line(each.message()) + ". " + each.doubt().advice());
    }
    write(JunitXml.FILE, JunitXml.of(answer, ending.status() != 0, tested()));
    write(PrometheusText.FILE, metrics.text());
    List<String> files = new ArrayList<>(List.of(JunitXml.FILE, PrometheusText.FILE));
    files.addAll(listed());
    write(
        SummaryMarkdown.FILE,
        new SweepMarkdown(
                levels.get(0).head(), load(figures), answer, figures, status != 0, doubts, files)
            .text());
    files.add(0, SummaryMarkdown.FILE);
    SweepPage shown =
        new SweepPage(
            head(figures, files), answer, figures, doubts, limits(), ending.advice(), footnotes());
    Path page = write(HtmlPage.FILE, shown.page(Build.generator()));
    out.println("Files: " + runDirectory);
    out.println("Page:  " + page.toAbsolutePath().normalize().toUri());
  }

  /** One after the other: of each only little is kept. */
  private void read() {
    for (PlanFacts.Level level : plan.levels()) {
      Path directory = runDirectory.resolve(level.name());
      if (report.isShown(level) && PlainFile.isThere(directory.resolve(RECORD))) {
        levels.add(
            MeasuredLevel.read(directory, level.name(), LevelSetting.of(level.name()), metrics));
      } else if (report.isShown(level)) {
        missing.add(level.name());
      }
    }
  }

  private List<LevelDoubt> doubts() {
    Map<String, List<Doubt>> doubts = new LinkedHashMap<>();
    for (MeasuredLevel level : levels) {
      String setting = level.run().setting();
      doubts
          .computeIfAbsent(
              setting.isEmpty() ? level.run().name() : setting, name -> new ArrayList<>())
          .addAll(level.outcome().doubts());
    }
    return LevelDoubt.gathered(doubts);
  }

  private List<TestedLevel> tested() {
    return levels.stream()
        .map(
            level -> new TestedLevel(level.outcome(), level.tested(), isJudged(level.run().name())))
        .toList();
  }

  /** Whether the plan has a level that fails fail the run. */
  private boolean isJudged(String level) {
    return report.status(List.of(LevelOutcome.unmeasured(level, ExitStatus.FAILED))) != 0;
  }

  private Path write(String name, String text) throws IOException {
    return new OutputFile(name, OutputFile.Content.of(() -> text)).write(runDirectory);
  }

  /** What the plan's own report and the recorder have written. */
  private List<String> listed() throws IOException {
    try (Stream<Path> files = Files.list(runDirectory)) {
      Stream<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> LISTED.stream().anyMatch(name::endsWith))
              .sorted();
      Stream<String> jenkins =
          Stream.of("js/global_stats.json")
              .filter(name -> Files.exists(runDirectory.resolve(name)));
      return Stream.concat(names, jenkins).toList();
    }
  }

  /** Such as {@code 9 levels: 1 to 256 requests at once, 2 runs each}. */
  private static String load(SweepFigures figures) {
    List<SweptLevel> all = figures.levels();
    String first = figures.kind().number(all.get(0).load());
    String last = figures.kind().number(all.get(all.size() - 1).load());
    String range = first.equals(last) ? first : first + " to " + last;
    IntSummaryStatistics runs =
        all.stream().mapToInt(level -> level.runs().size()).summaryStatistics();
    return Counted.of(all.size(), "level")
        + ": "
        + range
        + " "
        + figures.kind().unit()
        + (runs.getMin() < runs.getMax() ? ", up to " : ", ")
        + Counted.of(runs.getMax(), "run")
        + " of each";
  }

  private PageHead head(SweepFigures figures, List<String> files) {
    PageHead first = levels.get(0).page();
    double seconds = levels.stream().mapToDouble(level -> level.tested().durationSeconds()).sum();
    return new PageHead(
        first.model(),
        first.server(),
        first.simulated(),
        first.compat(),
        first.startedAt(),
        PageHead.seconds(seconds),
        load(figures),
        null,
        null,
        facts(),
        Files.exists(runDirectory.resolve(GATLINGS)) ? GATLINGS : null,
        files);
  }

  /** What all levels have in common. */
  private List<PageHead.Fact> facts() {
    List<PageHead.Fact> common = new ArrayList<>(levels.get(0).page().facts());
    levels.forEach(level -> common.retainAll(level.page().facts()));
    return common;
  }

  private List<SweepPage.Limit> limits() {
    return levels.stream()
        .flatMap(level -> level.outcome().slos().stream())
        .flatMap(slo -> SweepPage.Limit.of(slo).stream())
        .distinct()
        .toList();
  }

  private List<String> footnotes() {
    return missing.isEmpty()
        ? List.of()
        : List.of(
            "Not measured in this run, and not on this page: " + String.join(", ", missing) + ".");
  }
}
