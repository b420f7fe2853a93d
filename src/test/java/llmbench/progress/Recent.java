package llmbench.progress;

import java.util.Arrays;

/** The last few numbers of very many. Not thread-safe. */
final class Recent {

  private final double[] values;
  private long added;

  Recent(int most) {
    values = new double[most];
  }

  void add(double value) {
    values[(int) (added++ % values.length)] = value;
  }

  /** The numbers that are kept, in no order. */
  double[] toArray() {
    return Arrays.copyOf(values, (int) Math.min(added, values.length));
  }
}
