package llmbench.random;

/**
 * {@code random_poisson} and {@code random_loggam} of numpy's {@code distributions.c}, in its order
 * of operations: rounding decides how many values it rejects, and so what is drawn next.
 */
final class LegacyPoisson {

  private static final double LARGE = 10;
  private static final double LOG_2_PI = 1.8378770664093453;
  private static final double SMALL_ARGUMENT = 7;

  /** Stirling's series. */
  private static final double[] SERIES = {
    8.333333333333333e-02,
    -2.777777777777778e-03,
    7.936507936507937e-04,
    -5.952380952380952e-04,
    8.417508417508418e-04,
    -1.917526917526918e-03,
    6.410256410256410e-03,
    -2.955065359477124e-02,
    1.796443723688307e-01,
    -1.39243221690590e+00
  };

  private LegacyPoisson() {}

  /** The next value of this mean. */
  static long next(NumpyLegacyRandom random, double mean) {
    if (mean >= LARGE) {
      return ofLargeMean(random, mean);
    }
    return mean == 0 ? 0 : ofSmallMean(random, mean);
  }

  /** Multiplies uniform values until they are small. */
  private static long ofSmallMean(NumpyLegacyRandom random, double mean) {
    double least = Math.exp(-mean);
    long value = 0;
    double product = 1.0;
    while (true) {
      product *= random.nextDouble();
      if (product <= least) {
        return value;
      }
      value++;
    }
  }

  /** Hörmann's transformed rejection with squeeze, PTRS. */
  private static long ofLargeMean(NumpyLegacyRandom random, double mean) {
    double logMean = Math.log(mean);
    double b = 0.931 + 2.53 * Math.sqrt(mean);
    double a = -0.059 + 0.02483 * b;
    double inverse = 1.1239 + 1.1328 / (b - 3.4);
    double quick = 0.9277 - 3.6224 / (b - 2);
    while (true) {
      double u = random.nextDouble() - 0.5;
      double v = random.nextDouble();
      double us = 0.5 - Math.abs(u);
      long value = (long) Math.floor((2 * a / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= quick) {
        return value;
      }
      if (value < 0 || (us < 0.013 && v > us)) {
        continue;
      }
      double left = Math.log(v) + Math.log(inverse) - Math.log(a / (us * us) + b);
      if (left <= -mean + (double) value * logMean - logGamma((double) value + 1)) {
        return value;
      }
    }
  }

  private static double logGamma(double x) {
    if (x == 1.0 || x == 2.0) {
      return 0.0;
    }
    long steps = x < SMALL_ARGUMENT ? (long) (SMALL_ARGUMENT - x) : 0;
    double at = x + steps;
    double square = (1.0 / at) * (1.0 / at);
    double sum = SERIES[SERIES.length - 1];
    for (int i = SERIES.length - 2; i >= 0; i--) {
      sum *= square;
      sum += SERIES[i];
    }
    double value = sum / at + 0.5 * LOG_2_PI + (at - 0.5) * Math.log(at) - at;
    for (long i = 0; i < steps; i++) {
      value -= Math.log(at - 1.0);
      at -= 1.0;
    }
    return value;
  }
}
