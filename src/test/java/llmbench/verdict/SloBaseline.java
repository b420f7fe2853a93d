package llmbench.verdict;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import llmbench.options.slo.SloStatistic;
import llmbench.runlog.VllmSummary;

/**
 * Another run, whose statistics make limits.
 *
 * @param values its statistics, as far as it has them
 * @param whyNone what is to be said where it has none, in a few words
 */
public record SloBaseline(Function<SloStatistic, OptionalDouble> values, String whyNone) {

  private static final double PERCENT = 100;

  /** That of a run without limits that are from one, and of one that can't be read. */
  public static SloBaseline none(String why) {
    return new SloBaseline(statistic -> OptionalDouble.empty(), why);
  }

  /** A run of ours. */
  public static SloBaseline of(SloCheck run) {
    return new SloBaseline(run::measured, "the baseline has no value for it");
  }

  /** A result of vLLM bench: its keys have the names of the statistics. */
  public static SloBaseline of(VllmSummary result) {
    return new SloBaseline(
        statistic -> value(result.numbers(), statistic),
        "the baseline's result has no value for it");
  }

  private static OptionalDouble value(Map<String, Double> numbers, SloStatistic statistic) {
    String name = statistic.name().toLowerCase(Locale.ROOT);
    Double value = numbers.getOrDefault(name + "_ms", numbers.get(name));
    if (statistic.quantity() == SloStatistic.Total.ERROR_RATE) {
      Double failed = numbers.get("failed");
      double all = numbers.getOrDefault("completed", 0.0) + (failed == null ? 0 : failed);
      value = failed == null || all == 0 ? null : Double.valueOf(PERCENT * failed / all);
    }
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
