package llmbench.metrics.numbers;

/** {@code sum(values) / len(values)} of Python until 3.11: added up one after the other. */
public final class PlainMean {

  private PlainMean() {}

  /** The mean of at least one value. */
  public static double of(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
