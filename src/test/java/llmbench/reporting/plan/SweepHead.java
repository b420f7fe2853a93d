package llmbench.reporting.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import llmbench.metrics.levels.SweepFigures;
import llmbench.metrics.levels.SweptLevel;
import llmbench.report.html.PageHead;
import llmbench.timeline.Counted;
import org.jspecify.annotations.Nullable;

/** What ran against what, of several levels: what they have in common. */
final class SweepHead {

  private static final String GATLINGS = "index.html";

  private final MeasuredLevels levels;
  private final SweepFigures figures;

  SweepHead(MeasuredLevels levels, SweepFigures figures) {
    this.levels = levels;
    this.figures = figures;
  }

  /** Such as {@code 9 levels: 1 to 256 requests at once, 2 runs each}. */
  String load() {
    List<SweptLevel> all = figures.levels();
    String first = figures.kind().number(all.get(0).load());
    String last = figures.kind().number(all.get(all.size() - 1).load());
    String range = first.equals(last) ? first : first + " to " + last;
    IntSummaryStatistics runs =
        all.stream().mapToInt(level -> level.runs().size()).summaryStatistics();
    String upTo = runs.getMin() < runs.getMax() ? ", up to " : ", ";
    String each = runs.getMax() == 1 ? "" : upTo + runs.getMax() + " runs each";
    return Counted.of(all.size(), "level") + ": " + range + " " + figures.kind().unit() + each;
  }

  /** For the page, with links to these files beside it. */
  PageHead page(Path runDirectory, List<String> files) {
    PageHead first = levels.first().page();
    double seconds =
        levels.all().stream().mapToDouble(level -> level.tested().durationSeconds()).sum();
    return new PageHead(
        first.model(),
        first.server(),
        first.simulated(),
        first.compat(),
        first.startedAt(),
        PageHead.seconds(seconds),
        load(),
        stopped(),
        null,
        facts(),
        Files.exists(runDirectory.resolve(GATLINGS)) ? GATLINGS : null,
        files);
  }

  /** The first level that didn't come to its end, and why. */
  private @Nullable String stopped() {
    return levels.all().stream()
        .filter(level -> level.page().ending() != null)
        .map(level -> level.run().name() + ": " + level.page().ending())
        .findFirst()
        .orElse(null);
  }

  private List<PageHead.Fact> facts() {
    List<PageHead.Fact> common = new ArrayList<>(levels.first().page().facts());
    levels.all().forEach(level -> common.retainAll(level.page().facts()));
    return common;
  }
}
