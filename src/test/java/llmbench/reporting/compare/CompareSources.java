package llmbench.reporting.compare;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import llmbench.comparison.Column;
import llmbench.comparison.Comparison;
import llmbench.comparison.Meter;
import llmbench.comparison.Sides;
import llmbench.comparison.ToolColumns;
import llmbench.files.PlainFile;
import llmbench.report.html.HtmlPage;
import llmbench.runlog.EvalscopeOutput;
import llmbench.runlog.ServerTruth;
import llmbench.runlog.VllmSummary;
import org.jspecify.annotations.Nullable;

/**
 * What is to be compared: paths become columns. A run of ours is read by whichever definitions the
 * others have, since its record holds them all.
 */
final class CompareSources {

  /** A tool's result, or a run of ours of which columns are yet to be made. */
  private record Source(String name, @Nullable Column column, @Nullable RunViews run, String view) {

    boolean isFixed() {
      return column != null || !view.isEmpty();
    }
  }

  /**
   * What was read.
   *
   * @param runs those of ours
   * @param places for each column the place of its run among these; empty for a tool's result
   * @param doubts about what was read
   */
  record Compared(
      Comparison comparison,
      List<RunViews> runs,
      List<Optional<Integer>> places,
      SourceDoubts doubts) {

    /** What a page has of it. */
    HtmlPage.Compared page() {
      return new HtmlPage.Compared(comparison, places, doubts.all());
    }
  }

  private final List<Column> columns = new ArrayList<>();
  private final List<Integer> against = new ArrayList<>();
  private final List<RunViews> runs = new ArrayList<>();
  private final List<Optional<Integer>> places = new ArrayList<>();
  private final SourceDoubts doubts = new SourceDoubts();

  private CompareSources() {}

  /**
   * Reads and compares.
   *
   * @param names paths, those of runs of ours with {@code @} and whose definitions if they want
   * @throws llmbench.runlog.RunLogException when one is nothing that can be compared
   * @throws IllegalArgumentException when definitions are unknown, or there is nothing to compare
   */
  static Compared read(List<String> names, double tolerancePercent) {
    CompareSources all = new CompareSources();
    List<Source> sources = names.stream().map(all::source).toList();
    List<String> views = views(sources);
    for (Source source : sources) {
      if (source.column() != null) {
        all.add(source.column(), Optional.empty());
      } else if (source.run() != null) {
        all.add(source.run(), source.isFixed() ? List.of(source.view()) : views);
      }
    }
    if (all.columns.size() < 2) {
      throw new IllegalArgumentException(
          "There is nothing to compare " + names.get(0) + " with: name another run or result.");
    }
    return new Compared(
        new Comparison(all.columns, all.against, tolerancePercent),
        all.runs,
        all.places,
        all.doubts);
  }

  /**
   * Reads runs that repeat each other, and compares the means of both sides.
   *
   * @param names of the runs of the first side, as in {@link #read}; at least two
   * @param others of those of the other side; at least two
   * @throws llmbench.runlog.RunLogException when one is nothing that can be compared
   * @throws IllegalArgumentException when a side is no side
   */
  static Compared readSides(List<String> names, List<String> others, double tolerancePercent) {
    if (names.size() < 2 || others.size() < 2) {
      throw new IllegalArgumentException(
          "Before -- and behind it there are two runs or more of each side, such as A1 A2 -- B1"
              + " B2: of a single one nobody knows how far it may be off.");
    }
    CompareSources all = new CompareSources();
    List<Source> first = names.stream().map(all::source).toList();
    List<Source> second = others.stream().map(all::source).toList();
    List<Source> both = Stream.concat(first.stream(), second.stream()).toList();
    String view = views(both).get(0);
    all.add(all.side(first, view), Optional.empty());
    all.add(all.side(second, view), Optional.empty());
    return new Compared(
        new Comparison(all.columns, List.of(0, 0), tolerancePercent),
        all.runs,
        all.places,
        all.doubts);
  }

  private Column side(List<Source> sources, String view) {
    List<Column> each = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Source source : sources) {
      if (!names.add(source.name())) {
        throw new IllegalArgumentException(
            source.name() + " is there twice on one side: what repeats itself varies in nothing.");
      }
      RunViews run = source.run();
      if (run != null && run.isPart()) {
        throw new IllegalArgumentException(
            source.name()
                + " is a shard, and shards of one run don't repeat each other: name the folder"
                + " that holds all of them, which stands for that run.");
      }
      if (run != null) {
        place(run);
        each.add(run.column(source.isFixed() ? source.view() : view));
      } else if (source.column() != null) {
        each.add(source.column());
      }
    }
    Column one = each.get(0);
    for (Column other : each) {
      if (!one.isRepeatedBy(other)) {
        throw new IllegalArgumentException(
            "Runs of one side are to repeat each other: "
                + one.title()
                + " and "
                + other.title()
                + " have not the same definitions and load.");
      }
    }
    String titles = each.stream().map(Column::title).collect(Collectors.joining("; "));
    return Sides.of("mean of " + each.size() + " runs: " + titles, each);
  }

  /**
   * By whose definitions runs of ours are read that don't say: those that another run of ours asks
   * for, those of the results, or all of them for a run alone.
   */
  private static List<String> views(List<Source> sources) {
    List<String> asked =
        sources.stream().map(Source::view).filter(view -> !view.isEmpty()).distinct().toList();
    if (!asked.isEmpty()) {
      return asked;
    }
    List<String> others =
        sources.stream()
            .flatMap(source -> Stream.ofNullable(source.column()))
            .flatMap(column -> RunViews.nameOf(column.definition()).stream())
            .distinct()
            .toList();
    if (!others.isEmpty()) {
      return others;
    }
    if (sources.size() == 1) {
      return RunViews.ALL;
    }
    return sources.stream()
        .flatMap(source -> Stream.ofNullable(source.run()))
        .map(RunViews::own)
        .limit(1)
        .toList();
  }

  private void add(RunViews run, List<String> views) {
    Optional<Integer> place = Optional.of(place(run));
    views.forEach(view -> add(run.column(view), place));
    if (views.contains(RunViews.TRUE)) {
      account(run).ifPresent(column -> add(column, place));
    }
  }

  /** The exact one where there is one. */
  private static Optional<Column> account(RunViews run) {
    String title = run.name() + ": the server's own account";
    Optional<ServerTruth> truth = run.truth();
    return truth.isPresent()
        ? truth.map(exact -> ToolColumns.of(title, exact, run.prompts()).under(run.load()))
        : run.account()
            .map(counted -> ToolColumns.of(title, counted, run.prompts()).under(run.load()));
  }

  /** The same directory by other definitions is the same run. */
  private int place(RunViews run) {
    for (int place = 0; place < runs.size(); place++) {
      if (runs.get(place).directory().equals(run.directory())) {
        return place;
      }
    }
    runs.add(run);
    return runs.size() - 1;
  }

  /** A column is compared with the first that has its definitions, or with the first of all. */
  private void add(Column column, Optional<Integer> run) {
    int with = 0;
    while (with < columns.size() && !columns.get(with).definition().equals(column.definition())) {
      with++;
    }
    against.add(with < columns.size() ? with : 0);
    columns.add(column);
    places.add(run);
  }

  private Source source(String name) {
    int at = name.lastIndexOf('@');
    String view = at < 0 ? "" : name.substring(at + 1);
    // An @ may be part of a name: a path that is there needs no other reading.
    boolean whole = at < 0 || PlainFile.isThere(Path.of(name));
    Path path = Path.of(whole ? name : name.substring(0, at));
    if (!PlainFile.isThere(path)) {
      throw new IllegalArgumentException(
          path
              + " is not there.\nExpected is a run directory, a result JSON of vLLM bench, or an"
              + " output folder of evalscope.");
    }
    if (RunViews.isRun(path)) {
      RunViews run = RunViews.read(path);
      doubts.add(run.name(), run.doubts());
      doubts.addOthers(run.name(), run.allDoubts());
      return new Source(name, null, run, whole ? "" : RunViews.checked(view));
    }
    RunViews.refuseSeveral(path);
    return new Source(name, column(path, whole ? "" : view), null, "");
  }

  /**
   * The column of a tool's result.
   *
   * @param view which version wrote it, where it is one that doesn't say; else empty
   */
  private Column column(Path path, String view) {
    Optional<Path> summary = EvalscopeOutput.find(path);
    if (summary.isPresent()) {
      WrittenBy.refuse(view, path);
      EvalscopeOutput output = EvalscopeOutput.read(summary.get());
      doubts.addDifferences(path.toString(), output.differences());
      boolean older = output.version() == EvalscopeOutput.Version.V1_1;
      String by = older ? EVALSCOPE_1_14.labelsBefore() : EVALSCOPE_1_14.labelsSince();
      return ToolColumns.of(title(path, by), output, meter(summary.get()));
    }
    if (Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          path
              + " holds neither a run of ours (requests.jsonl) nor one of evalscope"
              + " (benchmark_summary.json).");
    }
    WrittenBy writer = WrittenBy.of(VllmSummary.read(path), view, path);
    VllmSummary result = writer.result();
    doubts.addDifferences(path.toString(), result.differences());
    return ToolColumns.of(title(path, writer.label()), result, meter(path));
  }

  private static String title(Path path, String by) {
    return path + ", " + by;
  }

  /** Files that we wrote in the tools' forms stand beside our record. */
  private static Meter meter(Path file) {
    return Files.exists(file.resolveSibling("requests.jsonl")) ? Meter.OURS : Meter.PYTHON;
  }
}
