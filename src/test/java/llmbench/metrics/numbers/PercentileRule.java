package llmbench.metrics.numbers;

/** How a percentile is read from sorted numbers. The tools differ, so the rule is a value. */
public enum PercentileRule {
  /**
   * Linear interpolation between order statistics: R-7 of Hyndman &amp; Fan, "Sample Quantiles in
   * Statistical Packages" (1996); {@code numpy.percentile}'s default, which vLLM bench uses. The
   * two forms of the interpolation are those of numpy's {@code _lerp}.
   */
  LINEAR {
    @Override
    double read(Sorted sorted, double percent) {
      double place = (sorted.size() - 1) * (percent / 100);
      int below = (int) place;
      double rest = place - below;
      double low = sorted.get(below);
      double high = sorted.get(Math.min(below + 1, sorted.size() - 1));
      double step = high - low;
      return rest < 0.5 ? low + step * rest : high - step * (1 - rest);
    }
  },
  /**
   * The number at place ⌊n · p / 100⌋ of the sorted, from 0: {@code calculate_percentiles()} in
   * {@code evalscope/perf/utils/db_util.py} of evalscope 1.1. One place above the nearest rank
   * wherever n · p / 100 is whole: the half of two numbers is the larger.
   */
  FLOOR_INDEX {
    @Override
    double read(Sorted sorted, double percent) {
      return sorted.get(Math.min((int) (sorted.size() * percent / 100), sorted.size() - 1));
    }
  },
  /**
   * The nearest rank, ⌈n · p / 100⌉ from 1: R-1 of Hyndman &amp; Fan (1996), the same function in
   * evalscope 1.14.
   */
  NEAREST_RANK {
    @Override
    double read(Sorted sorted, double percent) {
      int rank = (int) Math.ceil(sorted.size() * percent / 100);
      return sorted.get(Math.min(Math.max(rank, 1), sorted.size()) - 1);
    }
  };

  /**
   * The percentile of at least one number.
   *
   * @param percent from 0 to 100
   */
  abstract double read(Sorted sorted, double percent);
}
