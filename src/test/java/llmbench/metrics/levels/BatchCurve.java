package llmbench.metrics.levels;

import java.util.List;

/**
 * Throughput of load as batching makes it: {@code 1 / X = alone / min(load, capacity) + each},
 * through levels by least squares of their relative errors.
 *
 * @param alone what a request that is alone takes, in seconds per unit of throughput
 * @param each by how much each that is beside it makes it longer
 * @param squares the sum of the squared relative errors
 */
record BatchCurve(double alone, double each, double squares) {

  /** The curve with this capacity; infinite for one that grows forever. */
  static BatchCurve through(List<LevelFigures> levels, double capacity) {
    double uu = 0;
    double uv = 0;
    double vv = 0;
    double u1 = 0;
    double v1 = 0;
    for (LevelFigures level : levels) {
      double v = level.outputThroughput();
      double u = v / Math.min(level.load(), capacity);
      uu += u * u;
      uv += u * v;
      vv += v * v;
      u1 += u;
      v1 += v;
    }
    double determinant = uu * vv - uv * uv;
    double alone = (u1 * vv - v1 * uv) / determinant;
    double each = (v1 * uu - u1 * uv) / determinant;
    double squares = 0;
    for (LevelFigures level : levels) {
      double v = level.outputThroughput();
      double off = 1 - alone * v / Math.min(level.load(), capacity) - each * v;
      squares += off * off;
    }
    return new BatchCurve(alone, each, squares);
  }
}
