package llmbench.comparison;

import java.util.ArrayList;
import java.util.List;
import llmbench.metrics.numbers.Interval;
import llmbench.metrics.numbers.MeanDifference;

/**
 * What differs between two columns when all their figures are looked at together. Of twenty figures
 * that are each judged at 95 %, one differs by chance: so Holm's correction ("A Simple Sequentially
 * Rejective Multiple Test Procedure", 1979) keeps the chance that any of them is a false one at 5
 * %. Of single runs a difference has to be beyond the tolerance as well: what makes one run differ
 * from the next as a whole isn't seen in either.
 *
 * @param looked at how many figures
 * @param all those that differ, in the order of the figures
 */
public record Findings(int looked, List<Finding> all) {

  private static final double SHARE = 1 - Interval.DEFAULT_LEVEL;

  /**
   * A figure that differs.
   *
   * @param percent by how much, in percent of the one that it is compared with
   * @param interval where that is at 95 %, looked at by itself
   * @param better whether it is better
   */
  public record Finding(Figure figure, double percent, Interval interval, boolean better) {}

  public Findings {
    all = List.copyOf(all);
  }

  static Findings of(Comparison comparison, int place) {
    List<Figure> looked =
        comparison.figures().stream()
            .filter(figure -> figure.better() != Figure.Better.NEITHER)
            .filter(figure -> isComparable(comparison.cell(figure, place)))
            .toList();
    boolean[] more =
        MeanDifference.holm(
            looked.stream()
                .mapToDouble(
                    figure -> comparison.cell(figure, place).apart().orElseThrow().chance())
                .toArray(),
            SHARE);
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < more.length; i++) {
      Comparison.Cell cell = comparison.cell(looked.get(i), place);
      boolean counts = comparison.isOfRepeats(place) || cell.verdict() != Judgement.AGREES;
      if (more[i] && counts) {
        found.add(finding(looked.get(i), cell));
      }
    }
    return new Findings(looked.size(), found);
  }

  private static boolean isComparable(Comparison.Cell cell) {
    return cell.apart().isPresent() && cell.verdict() != Judgement.INCOMPARABLE;
  }

  private static Finding finding(Figure figure, Comparison.Cell cell) {
    double percent = cell.differencePercent().orElseThrow();
    return new Finding(
        figure, percent, cell.apart().orElseThrow().percent(), figure.isBetter(percent));
  }
}
