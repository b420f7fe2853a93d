package llmbench.metrics.levels;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import llmbench.metrics.numbers.MeanEstimate;

/** Up to which load a sweep keeps its SLOs, in one sentence. */
final class SloAnswer {

  private final SweepFigures sweep;
  private final List<SweptLevel> levels;
  private final LevelWords words;

  /** The answer of a sweep that has SLOs, and in which something succeeded. */
  SloAnswer(SweepFigures sweep) {
    this.sweep = sweep;
    levels = sweep.levels();
    words = new LevelWords(sweep);
  }

  String sentence() {
    if (levels.size() == 1) {
      SweptLevel level = levels.get(0);
      String verb = level.isKept() ? " keeps " : " does not keep ";
      return "The load of "
          + words.name(level)
          + verb
          + slos()
          + ": "
          + words.figures(level, "")
          + ".";
    }
    return sweep.isOneLine() ? upTo() : which();
  }

  /** Of levels in an order: where it ends. */
  private String upTo() {
    int kept = 0;
    while (kept < levels.size() && levels.get(kept).isKept()) {
      kept++;
    }
    if (kept == levels.size()) {
      SweptLevel last = levels.get(kept - 1);
      return "All loads up to the highest, "
          + words.name(last)
          + ", keep "
          + slos()
          + ": "
          + words.figures(last, " there")
          + ".";
    }
    SweptLevel broken = levels.get(kept);
    String again = again(levels.subList(kept + 1, levels.size()));
    if (kept == 0) {
      return "Not even the lowest load, "
          + words.name(broken)
          + ", keeps "
          + slos()
          + again
          + ": "
          + words.figures(broken, " there")
          + ".";
    }
    SweptLevel last = levels.get(kept - 1);
    return "Up to "
        + words.name(last)
        + " keep "
        + slos()
        + ", with "
        + words.figures(last, "")
        + "; "
        + words.number(broken)
        + " do not"
        + again
        + ".";
  }

  /** What keeps the SLOs beyond a load that does not: chance has a hand in one of them. */
  private String again(List<SweptLevel> beyond) {
    String numbers =
        beyond.stream()
            .filter(SweptLevel::isKept)
            .map(words::number)
            .collect(Collectors.joining(", "));
    return numbers.isEmpty() ? "" : ", though " + numbers + " again do";
  }

  /** Of levels that differ in more than their load. */
  private String which() {
    List<SweptLevel> kept = levels.stream().filter(SweptLevel::isKept).toList();
    if (kept.isEmpty()) {
      return "None of the " + levels.size() + " levels keeps " + slos() + ".";
    }
    SweptLevel best = kept.stream().max(Comparator.comparingDouble(this::throughput)).orElseThrow();
    return kept.size()
        + " of "
        + levels.size()
        + " levels keep "
        + slos()
        + ", the fastest of them with "
        + words.figures(best, " at " + words.name(best))
        + ".";
  }

  private double throughput(SweptLevel level) {
    return level.statistic(sweep.throughput()).map(MeanEstimate::mean).orElse(0.0);
  }

  private String slos() {
    return levels.stream()
        .flatMap(level -> level.goals().stream())
        .map(SweptLevel.Goal::slo)
        .distinct()
        .collect(Collectors.joining(" and "));
  }
}
