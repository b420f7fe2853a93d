package llmbench.metrics.numbers;

/**
 * How far any statistic of many values may be off: how it changes when a part of them is left out
 * (Tukey, "Bias and confidence in not-quite large samples", 1958; of blocks of neighbours, Künsch,
 * "The jackknife and the bootstrap for general stationary observations", 1989). Of a mean the
 * pseudo-values are the means of the parts; of a percentile or a rate they play their role.
 */
public final class Jackknife {

  private Jackknife() {}

  /**
   * The pseudo-value of each part.
   *
   * @param whole the statistic of all values
   * @param without the statistic of all but one part, for each part
   */
  public static double[] pseudoValues(double whole, double[] without) {
    double[] values = new double[without.length];
    for (int part = 0; part < values.length; part++) {
      values[part] = values.length * whole - (values.length - 1) * without[part];
    }
    return values;
  }
}
