package llmbench.dataset.conversations;

import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import llmbench.random.NumpyLegacyRandom;

/**
 * A distribution of vLLM's script: numbers of turns or tokens.
 *
 * <p>Source: benchmarks/multi_turn/bench_dataset.py.
 */
sealed interface DrawnNumber {

  /** So many, as the script's {@code sample(size)} draws them. */
  double[] sample(NumpyLegacyRandom random, int size);

  /** Whether all are whole, so that they may be numbers of turns and places in a text. */
  default boolean isWhole() {
    return true;
  }

  private static double[] drawn(int size, DoubleSupplier one) {
    return DoubleStream.generate(one).limit(size).toArray();
  }

  /** The same again and again. */
  record Constant(double value, boolean isWhole) implements DrawnNumber {

    @Override
    public double[] sample(NumpyLegacyRandom random, int size) {
      return drawn(size, () -> value);
    }
  }

  /** Whole numbers, both ends among them. */
  record Uniform(int least, int most) implements DrawnNumber {

    @Override
    public double[] sample(NumpyLegacyRandom random, int size) {
      return drawn(size, () -> random.integers(least, most + 1L, 1)[0]);
    }
  }

  /** Any numbers between two. */
  record UniformReal(double least, double most) implements DrawnNumber {

    @Override
    public boolean isWhole() {
      return false;
    }

    @Override
    public double[] sample(NumpyLegacyRandom random, int size) {
      return drawn(size, () -> least + (most - least) * random.nextDouble());
    }
  }

  /** Few large numbers. */
  record Zipf(double alpha, Cap cap) implements DrawnNumber {

    @Override
    public boolean isWhole() {
      return cap.isWhole();
    }

    @Override
    public double[] sample(NumpyLegacyRandom random, int size) {
      return drawn(size, () -> cap.of((double) random.nextZipf(alpha)));
    }
  }

  /** Around a mean. */
  record Poisson(double alpha, Cap cap) implements DrawnNumber {

    @Override
    public boolean isWhole() {
      return cap.isWhole();
    }

    @Override
    public double[] sample(NumpyLegacyRandom random, int size) {
      return drawn(size, () -> cap.of((double) random.nextPoisson(alpha)));
    }
  }

  /**
   * Exponentials of normal values, rounded.
   *
   * @param average that all of a sample are scaled to; empty where they aren't
   */
  record Lognormal(double mean, double sigma, OptionalDouble average, Cap cap)
      implements DrawnNumber {

    /** By the mean of the values, and how far their median is below it. */
    static Lognormal ofAverage(double average, double medianRatio, Cap cap) {
      double median = average * medianRatio;
      return new Lognormal(
          Math.log(median),
          Math.sqrt(2 * Math.log(average / median)),
          OptionalDouble.of(average),
          cap);
    }

    @Override
    public double[] sample(NumpyLegacyRandom random, int size) {
      double[] drawn = drawn(size, () -> random.nextLognormal(mean, sigma));
      double factor =
          average.isPresent() ? average.getAsDouble() / (DoubleStream.of(drawn).sum() / size) : 1;
      return DoubleStream.of(drawn).map(each -> Math.rint(cap.of(each * factor))).toArray();
    }
  }

  /**
   * The largest that comes out.
   *
   * @param most empty for no such limit
   * @param isWhole whether it is written as a whole number
   */
  record Cap(OptionalDouble most, boolean isWhole) {

    double of(double value) {
      return most.isPresent() ? Math.min(value, most.getAsDouble()) : value;
    }
  }
}
