package llmbench.metrics.numbers;

/**
 * How many numbers fall into each of some classes, whose bounds ascend by a constant factor: even
 * steps of a logarithmic axis. Bounds are powers of ten and even steps between them.
 *
 * @param edges bounds of the classes, one more than there are classes; empty without numbers
 * @param counts numbers from each bound, itself among them, to below the next
 * @param zeros numbers that are 0, which no such axis has
 * @param perDecade classes to each factor of ten
 */
public record LogHistogram(Series edges, Series counts, long zeros, int perDecade) {

  /** What a factor of ten may be divided into, the finest last. */
  private static final int[] DIVISIONS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

  /**
   * The histogram of these numbers, which are not negative.
   *
   * @param mostClasses the finest classes are taken of which there are no more than this many
   */
  public static LogHistogram of(Distribution numbers, int mostClasses) {
    Extent extent = new Extent();
    numbers.walk(extent);
    if (extent.least > extent.greatest) {
      return new LogHistogram(Series.EMPTY, Series.EMPTY, extent.zeros, DIVISIONS[0]);
    }
    int perDecade = DIVISIONS[0];
    for (int division : DIVISIONS) {
      if (step(extent.greatest, division) - step(extent.least, division) < mostClasses) {
        perDecade = division;
      }
    }
    int first = step(extent.least, perDecade);
    int last = step(extent.greatest, perDecade);
    Counts counts = new Counts(first, last - first + 1, perDecade);
    numbers.walk(counts);
    double[] edges = new double[last - first + 2];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = edge(first + i, perDecade);
    }
    return new LogHistogram(Series.of(edges), Series.of(counts.counts), extent.zeros, perDecade);
  }

  /** The step of the axis at or below a number. */
  private static int step(double number, int perDecade) {
    int step = (int) Math.floor(Math.log10(number) * perDecade);
    // Logarithm and power don't round alike.
    while (edge(step, perDecade) > number) {
      step--;
    }
    while (edge(step + 1, perDecade) <= number) {
      step++;
    }
    return step;
  }

  private static double edge(int step, int perDecade) {
    return Math.pow(10, (double) step / perDecade);
  }

  /** The least and the greatest that an axis has. */
  private static final class Extent implements Sorted.Run {

    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private long zeros;

    @Override
    public void of(double value, int times) {
      if (value > 0) {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      } else {
        zeros += times;
      }
    }
  }

  /** Counts what comes in ascending order. */
  private static final class Counts implements Sorted.Run {

    private final int first;
    private final int perDecade;
    private final double[] counts;
    private int place;
    private double next;

    Counts(int first, int size, int perDecade) {
      this.first = first;
      this.perDecade = perDecade;
      counts = new double[size];
      next = edge(first + 1, perDecade);
    }

    @Override
    public void of(double value, int times) {
      if (!(value > 0)) {
        return;
      }
      while (value >= next && place < counts.length - 1) {
        place++;
        next = edge(first + place + 1, perDecade);
      }
      counts[place] += times;
    }
  }
}
