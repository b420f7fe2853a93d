package llmbench.metrics.levels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What levels of load come to together.
 *
 * @param kind what they differ in
 * @param throughput by which they are compared: output tokens, or, where an answer has none, all
 * @param levels at least one, the least load first
 * @param knee beyond which throughput stops paying; its place is one of {@code levels}
 * @param oversaturated places of the levels that bring nothing but waiting
 * @param front places of the levels of the Pareto front, the fastest for its user first
 */
public record SweepFigures(
    LoadKind kind,
    LevelStatistic throughput,
    List<SweptLevel> levels,
    Optional<Knee> knee,
    Set<Integer> oversaturated,
    List<Integer> front) {

  public SweepFigures {
    levels = List.copyOf(levels);
    oversaturated = Set.copyOf(oversaturated);
    front = List.copyOf(front);
  }

  /**
   * Those of these runs; runs with the same setting are one level.
   *
   * @param runs at least one
   */
  public static SweepFigures of(List<LevelRun> runs) {
    LoadKind kind = LoadKind.of(runs);
    Map<String, List<LevelRun>> settings = new LinkedHashMap<>();
    for (LevelRun run : runs) {
      settings.computeIfAbsent(run.setting(), setting -> new ArrayList<>()).add(run);
    }
    List<SweptLevel> levels =
        settings.values().stream()
            .map(each -> SweptLevel.of(kind, each))
            .sorted(Comparator.comparingDouble(SweptLevel::load))
            .toList();
    LevelStatistic throughput =
        levels.stream().anyMatch(level -> level.statistic(LevelStatistic.OUTPUT).isPresent())
            ? LevelStatistic.OUTPUT
            : LevelStatistic.TOTAL;
    return analysed(kind, throughput, levels);
  }

  /**
   * The same with other goals than each level's own figures say: those of a search, which judges
   * all runs of a level together, and not their beginnings.
   *
   * @param judged by the level's setting
   */
  public SweepFigures judged(Map<String, List<SweptLevel.Goal>> judged) {
    List<SweptLevel> others =
        levels.stream()
            .map(level -> level.judged(judged.getOrDefault(level.setting(), level.goals())))
            .toList();
    return new SweepFigures(kind, throughput, others, knee, oversaturated, front);
  }

  private static SweepFigures analysed(
      LoadKind kind, LevelStatistic throughput, List<SweptLevel> levels) {
    // An endless rate has no place on an axis of loads, nor a user.
    List<Integer> finite =
        IntStream.range(0, levels.size())
            .filter(place -> Double.isFinite(levels.get(place).load()))
            .boxed()
            .toList();
    List<LevelFigures> figures =
        finite.stream().map(place -> levels.get(place).figures(throughput)).toList();
    boolean oneLine = isOneLine(levels);
    Optional<Knee> knee =
        oneLine
            ? Knee.of(figures)
                .map(found -> new Knee(found.kind(), found.load(), finite.get(found.place())))
            : Optional.empty();
    List<LevelFigures> all = levels.stream().map(level -> level.figures(throughput)).toList();
    return new SweepFigures(
        kind,
        throughput,
        levels,
        knee,
        oneLine ? new TreeSet<>(Oversaturated.of(all, Oversaturated.USUAL_NOISE)) : new TreeSet<>(),
        ParetoFront.of(figures, 1).front().stream()
            .map(finite::get)
            .filter(place -> levels.get(place).succeeded() > 0)
            .toList());
  }

  private static boolean isOneLine(List<SweptLevel> levels) {
    return levels.stream().mapToDouble(SweptLevel::load).distinct().count() == levels.size();
  }

  /** Whether levels differ in their load alone: no two have the same. */
  public boolean isOneLine() {
    return isOneLine(levels);
  }

  /** A level in words: by its load where no other has the same, else by its name. */
  public String words(SweptLevel level) {
    return isOneLine() || level.setting().isEmpty() ? kind.words(level.load()) : level.setting();
  }

  /** The level with the most throughput; empty where nothing succeeded. */
  public Optional<SweptLevel> fastest() {
    return levels.stream()
        .filter(level -> level.statistic(throughput).isPresent())
        .max(Comparator.comparingDouble(level -> level.statistic(throughput).orElseThrow().mean()));
  }

  /** What it comes to, in one sentence. */
  public String answer() {
    return new SweepAnswer(this).sentence();
  }
}
