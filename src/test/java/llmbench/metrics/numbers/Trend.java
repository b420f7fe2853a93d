package llmbench.metrics.numbers;

import java.util.ArrayList;
import java.util.List;

/**
 * How much something grew, by a straight line through twenty means at equal distances: ordinary
 * least squares. Between spans what is random in single requests is mostly gone; what is left of it
 * is in the error of the slope.
 *
 * @param start the line where it begins
 * @param end the line where it ends
 * @param leastGrowth what it grew by at least, with 99 % confidence: the slope less 2.55 times its
 *     standard error (Student's t of 18 degrees of freedom, one side)
 */
public record Trend(double start, double end, double leastGrowth) {

  /** So many means. */
  public static final int SPANS = 20;

  private static final double STUDENT_T = 2.55;

  /** By so much of where it began something has to grow, at least. */
  private static final double GROWS = 0.5;

  /** Whether it grew beyond doubt, and by enough to matter: by half of where it began. */
  public boolean isGrowth() {
    return leastGrowth > GROWS * Math.max(0, start);
  }

  /** Of any number of values at equal distances, at least as many as there are spans. */
  public static Trend ofMany(List<Double> values) {
    List<Double> means = new ArrayList<>();
    for (int span = 0; span < SPANS; span++) {
      int from = values.size() * span / SPANS;
      int to = values.size() * (span + 1) / SPANS;
      means.add(values.subList(from, to).stream().mapToDouble(v -> v).average().orElseThrow());
    }
    return of(means);
  }

  /** Of means at equal distances. */
  public static Trend of(List<Double> means) {
    int n = means.size();
    double middle = (n - 1) / 2.0;
    double mean = means.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < n; i++) {
      xx += (i - middle) * (i - middle);
      xy += (i - middle) * (means.get(i) - mean);
    }
    double slope = xy / xx;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double off = means.get(i) - mean - slope * (i - middle);
      squares += off * off;
    }
    double error = Math.sqrt(squares / (n - 2) / xx);
    return new Trend(
        mean - slope * middle, mean + slope * middle, (slope - STUDENT_T * error) * (n - 1));
  }
}
