package llmbench.metrics.numbers;

import java.util.Arrays;
import java.util.List;

/**
 * How numbers are spread: mean, median, population standard deviation, percentiles.
 *
 * <p>Sorted once, when it is made; immutable. Of no numbers every figure is 0, as in vLLM bench.
 */
public final class Distribution {

  /** Of no numbers. */
  public static final Distribution EMPTY = of();

  private final Sorted sorted;
  private final double factor;
  private final double mean;

  private Distribution(Sorted sorted, double factor, double mean) {
    this.sorted = sorted;
    this.factor = factor;
    this.mean = mean;
  }

  /**
   * The distribution of these numbers; they are copied.
   *
   * @throws IllegalArgumentException if one is not finite
   */
  public static Distribution of(double... values) {
    return owning(values.clone(), values.length);
  }

  /** The distribution of all that was collected, which nothing is added to any more. */
  public static Distribution of(Doubles values) {
    return values.handOver(Distribution::owning);
  }

  /** The distribution of all numbers of several. */
  public static Distribution together(List<Distribution> several) {
    Doubles all = new Doubles();
    several.forEach(each -> all.addAll(each.ascending()));
    return of(all);
  }

  /**
   * The distribution of these numbers with others in place of some of them.
   *
   * @param some of these numbers, in the same unit
   * @param others in their place
   */
  public Distribution replacing(Distribution some, Distribution others) {
    double[] gone = some.ascending();
    Doubles all = new Doubles();
    int next = 0;
    for (double value : ascending()) {
      if (next < gone.length && gone[next] == value) {
        next++;
      } else {
        all.add(value);
      }
    }
    all.addAll(others.ascending());
    return of(all);
  }

  private double[] ascending() {
    Doubles all = new Doubles();
    walk(
        (value, times) -> {
          for (int i = 0; i < times; i++) {
            all.add(value);
          }
        });
    return all.toArray();
  }

  /** The distribution of these numbers, which are finite. */
  static Distribution of(Sorted values) {
    int size = values.size();
    return new Distribution(values, 1, size == 0 ? 0 : sum(values, 0, 1) / size);
  }

  private static Distribution owning(double[] values, int size) {
    for (int i = 0; i < size; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException("a figure was measured as " + values[i]);
      }
    }
    Arrays.sort(values, 0, size);
    return of(Sorted.of(values, size));
  }

  /** The same spread in another unit, such as 1000 for seconds to milliseconds. */
  public Distribution times(double unitFactor) {
    return new Distribution(sorted, factor * unitFactor, mean);
  }

  /** Walks all numbers in ascending order, equal ones together or one by one. */
  void walk(Sorted.Run run) {
    sorted.walk((value, times) -> run.of(value * factor, times));
  }

  /** The number of this rank, from 1 for the least. */
  double ranked(int rank) {
    return sorted.get(rank - 1) * factor;
  }

  /** How many numbers there are. */
  public int size() {
    return sorted.size();
  }

  /**
   * How many numbers are at most this one, or below it.
   *
   * @param including whether those equal to it are counted
   */
  public int upTo(double limit, boolean including) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      double value = sorted.get(middle) * factor;
      if (value < limit || (including && value == limit)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The arithmetic mean. */
  public double mean() {
    return mean * factor;
  }

  /** The middle number, or the mean of the two in the middle. */
  public double median() {
    int half = sorted.size() / 2;
    if (sorted.size() == 0) {
      return 0;
    }
    double middle =
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    return middle * factor;
  }

  /**
   * The standard deviation of the population (divisor n), as {@code numpy.std} takes it. Computed
   * when it is asked for: few reports have it, and of a hundred million numbers it takes a second.
   */
  public double standardDeviation() {
    return sorted.size() == 0 ? 0 : Math.sqrt(sum(sorted, mean, 2) / sorted.size()) * factor;
  }

  /** The least number. */
  public double min() {
    return sorted.size() == 0 ? 0 : sorted.get(0) * factor;
  }

  /** The greatest number. */
  public double max() {
    return sorted.size() == 0 ? 0 : sorted.get(sorted.size() - 1) * factor;
  }

  /** The percentile by {@link PercentileRule#LINEAR}; {@code percent} from 0 to 100. */
  public double percentile(double percent) {
    return percentile(percent, PercentileRule.LINEAR);
  }

  /**
   * The percentile by this rule.
   *
   * @throws IllegalArgumentException if {@code percent} is not from 0 to 100
   */
  public double percentile(double percent, PercentileRule rule) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException("a percentile is from 0 to 100, not " + percent);
    }
    return sorted.size() == 0 ? 0 : rule.read(sorted, percent) * factor;
  }

  /**
   * The sum of (value − centre)^power, with Neumaier's compensation: millions of small gaps lose
   * nothing to the order in which they are added.
   */
  private static double sum(Sorted values, double centre, int power) {
    Sum sum = new Sum(centre, power);
    values.walk(sum);
    return sum.sum + sum.lost;
  }

  /** Sums up; each number by itself, whether it stands among its equals or not. */
  private static final class Sum implements Sorted.Run {

    private final double centre;
    private final int power;
    private double sum;
    private double lost;

    Sum(double centre, int power) {
      this.centre = centre;
      this.power = power;
    }

    @Override
    public void of(double value, int times) {
      double base = value - centre;
      double term = power == 1 ? base : base * base;
      double all = sum;
      double off = lost;
      for (int i = 0; i < times; i++) {
        double next = all + term;
        off += Math.abs(all) >= Math.abs(term) ? (all - next) + term : (term - next) + all;
        all = next;
      }
      sum = all;
      lost = off;
    }
  }

  @Override
  public String toString() {
    return size() + " numbers, mean " + mean() + ", median " + median() + ", max " + max();
  }
}
