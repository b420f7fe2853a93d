package llmbench.random;

/**
 * {@code legacy_standard_gamma} of numpy's {@code legacy-distributions.c}, in its order of
 * operations: rounding decides how many values it rejects, and so what is drawn next.
 */
final class LegacyGamma {

  private LegacyGamma() {}

  /** The next value of scale 1. */
  static double next(NumpyLegacyRandom random, double shape) {
    if (shape == 1.0) {
      return random.nextExponential();
    }
    return shape < 1.0 ? ofSmallShape(random, shape) : ofLargeShape(random, shape);
  }

  /** Ahrens and Dieter's method. */
  private static double ofSmallShape(NumpyLegacyRandom random, double shape) {
    while (true) {
      double uniform = random.nextDouble();
      double exponential = random.nextExponential();
      if (uniform <= 1.0 - shape) {
        double value = Math.pow(uniform, 1.0 / shape);
        if (value <= exponential) {
          return value;
        }
      } else {
        double tail = -Math.log((1 - uniform) / shape);
        double value = Math.pow(1.0 - shape + shape * tail, 1.0 / shape);
        if (value <= exponential + tail) {
          return value;
        }
      }
    }
  }

  /** Marsaglia and Tsang's method. */
  private static double ofLargeShape(NumpyLegacyRandom random, double shape) {
    double mode = shape - 1.0 / 3.0;
    double width = 1.0 / Math.sqrt(9 * mode);
    while (true) {
      double normal;
      double root;
      do {
        normal = random.nextNormal();
        root = 1.0 + width * normal;
      } while (root <= 0.0);
      double cube = root * root * root;
      double uniform = random.nextDouble();
      if (uniform < 1.0 - 0.0331 * (normal * normal) * (normal * normal)
          || Math.log(uniform) < 0.5 * normal * normal + mode * (1.0 - cube + Math.log(cube))) {
        return mode * cube;
      }
    }
  }
}
