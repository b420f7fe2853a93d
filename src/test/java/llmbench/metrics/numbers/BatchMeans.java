package llmbench.metrics.numbers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How far the mean of values that depend on their neighbours may be off. Requests that are in
 * flight together share the server's steps, so that n of them say less than n independent values
 * would: the interval of the single values is too narrow. Means of batches in the order of time are
 * nearly independent once a batch is longer than what hangs together: of as many requests as are in
 * flight at once, at least (Law &amp; Kelton, "Simulation Modeling and Analysis", batch means).
 */
public final class BatchMeans {

  /** More batches bring nothing: Student's t is at 2.1 already. */
  private static final int MOST = 20;

  /** Of fewer batches nothing is said. */
  private static final int LEAST = 5;

  private BatchMeans() {}

  /**
   * The mean of these values, as the mean of equally long batches of them. The rest behind the last
   * batch is spread over all: batches differ in length by one at most.
   *
   * @param inTimeOrder the values, in the order in which they came
   * @param together how many neighbours depend on each other, such as requests in flight; at least
   *     1
   * @return empty where there are too few for five batches
   */
  public static Optional<MeanEstimate> of(double[] inTimeOrder, int together) {
    double[] means =
        batches(inTimeOrder, together).stream()
            .mapToDouble(batch -> DoubleStream.of(batch).average().orElseThrow())
            .toArray();
    return means.length == 0 ? Optional.empty() : Optional.of(MeanEstimate.of(means));
  }

  /**
   * The batches themselves, in their order; none where there are too few values for five.
   *
   * @param inTimeOrder as in {@link #of}
   * @param together likewise
   */
  public static List<double[]> batches(double[] inTimeOrder, int together) {
    int batches = count(inTimeOrder.length, together);
    return IntStream.range(0, batches).mapToObj(i -> batch(inTimeOrder, i, batches)).toList();
  }

  /**
   * In how many batches so many values are taken; 0 where they are too few.
   *
   * @param together how many neighbours depend on each other
   */
  public static int count(int values, int together) {
    int batches = Math.min(MOST, values / Math.max(1, together));
    return batches < LEAST ? 0 : batches;
  }

  private static double[] batch(double[] values, int batch, int batches) {
    int from = (int) ((long) values.length * batch / batches);
    int to = (int) ((long) values.length * (batch + 1) / batches);
    return Arrays.copyOfRange(values, from, to);
  }
}
