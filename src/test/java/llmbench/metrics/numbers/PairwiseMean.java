package llmbench.metrics.numbers;

/**
 * {@code numpy.mean}, to the last bit: numpy adds up pairwise, in eight sums that are next to each
 * other. Source: {@code pairwise_sum} in {@code numpy/_core/src/umath/loops_utils.h.src}.
 */
public final class PairwiseMean {

  private static final int LANES = 8;
  private static final int BLOCK = 128;

  private PairwiseMean() {}

  /** The mean of at least one value, in their order. */
  public static double of(double... values) {
    return sum(values, 0, values.length) / values.length;
  }

  private static double sum(double[] values, int from, int size) {
    if (size > BLOCK) {
      int half = size / 2;
      int first = half - half % LANES;
      return sum(values, from, first) + sum(values, from + first, size - first);
    }
    return size < LANES ? plain(0, values, from, from + size) : inLanes(values, from, size);
  }

  private static double inLanes(double[] values, int from, int size) {
    double[] lane = new double[LANES];
    int whole = size - size % LANES;
    for (int i = 0; i < whole; i++) {
      lane[i % LANES] += values[from + i];
    }
    double sum =
        ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
    return plain(sum, values, from + whole, from + size);
  }

  private static double plain(double start, double[] values, int from, int to) {
    double sum = start;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum;
  }
}
