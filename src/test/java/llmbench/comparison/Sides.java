package llmbench.comparison;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import llmbench.metrics.numbers.MeanEstimate;

/** Several runs that repeat each other, as one column: of each figure the mean over the runs. */
public final class Sides {

  private Sides() {}

  /**
   * The column of a side.
   *
   * @param title of it
   * @param runs at least two, by the same definitions; a figure that one of them lacks is left out
   */
  public static Column of(String title, List<Column> runs) {
    Map<Figure, Double> means = new HashMap<>();
    Map<Figure, double[]> values = new HashMap<>();
    for (Figure figure : Figure.ALL) {
      double[] each = runs.stream().flatMapToDouble(run -> run.figure(figure).stream()).toArray();
      if (each.length == runs.size()) {
        means.put(figure, MeanEstimate.of(each).mean());
        values.put(figure, each);
      }
    }
    return runs.get(0).named(title).with(new Noise.Repeats(values), means);
  }
}
