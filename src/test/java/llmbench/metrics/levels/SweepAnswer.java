package llmbench.metrics.levels;

import java.util.List;
import java.util.Optional;

/** What a sweep was made for, in one sentence: which load is worth it, or keeps what it has to. */
final class SweepAnswer {

  /** A knee that is no farther from a level, as a ratio, is at that level. */
  private static final double AS_GOOD_AS_AT = 1.1;

  private final SweepFigures sweep;
  private final List<SweptLevel> levels;
  private final LevelWords words;

  SweepAnswer(SweepFigures sweep) {
    this.sweep = sweep;
    levels = sweep.levels();
    words = new LevelWords(sweep);
  }

  String sentence() {
    Optional<SweptLevel> fastest = sweep.fastest();
    if (fastest.isEmpty()) {
      return "Nothing succeeded at any level.";
    }
    if (levels.stream().anyMatch(level -> !level.goals().isEmpty())) {
      return new SloAnswer(sweep).sentence();
    }
    if (levels.size() == 1) {
      return ofOne(levels.get(0));
    }
    if (!sweep.isOneLine()) {
      return "The most is " + at(fastest.get()) + "; the levels differ in more than their load.";
    }
    return sweep.knee().map(this::ofKnee).orElseGet(() -> withoutKnee(fastest.get()));
  }

  private String ofOne(SweptLevel level) {
    int runs = level.runs().size();
    return (runs == 1
            ? "One level alone has nothing to be compared with: "
            : runs + " runs of it: ")
        + words.figures(level, "")
        + ".";
  }

  private String ofKnee(Knee knee) {
    String where = isAtLevel(knee) ? atLevel(levels.get(knee.place())) : between(knee.load());
    return switch (knee.kind()) {
      case SATURATED -> "Throughput stops paying at " + where + "; beyond it requests only wait.";
      case DIMINISHING ->
          "Throughput pays best at "
              + where
              + "; beyond it latency grows by more, in percent, than throughput does.";
    };
  }

  private boolean isAtLevel(Knee knee) {
    double level = levels.get(knee.place()).load();
    return Math.abs(Math.log(knee.load() / level)) <= Math.log(AS_GOOD_AS_AT);
  }

  private String atLevel(SweptLevel level) {
    return words.name(level) + ": " + words.figures(level, " there");
  }

  /** A knee is between the least load and the greatest. */
  private String between(double load) {
    int above = 0;
    while (levels.get(above).load() < load) {
      above++;
    }
    return "about "
        + sweep.kind().words(Math.rint(load))
        + ", between "
        + measured(levels.get(above - 1))
        + " and "
        + measured(levels.get(above));
  }

  private String measured(SweptLevel level) {
    return words.number(level) + " (" + words.figures(level, "") + ")";
  }

  private String withoutKnee(SweptLevel fastest) {
    long loads =
        levels.stream()
            .filter(level -> Double.isFinite(level.load()) && level.succeeded() > 0)
            .count();
    String most = "the most is " + at(fastest) + ".";
    return loads < Saturation.LEAST_LOADS
        ? "Where throughput stops paying takes "
            + Saturation.LEAST_LOADS
            + " loads to say, and there "
            + (loads == 1 ? "is 1: " : "are " + loads + ": ")
            + most
        : "Throughput pays up to the highest load, so that its end is beyond: " + most;
  }

  private String at(SweptLevel level) {
    return words.figures(level, " at " + words.name(level));
  }
}
