package llmbench.options.slo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import llmbench.options.syntax.Nearest;

/**
 * A statistic of a run that can have a limit, by the name that {@code vllm bench serve} gives it in
 * its result JSON, such as {@code p99_ttft} or {@code output_throughput}.
 *
 * @param quantity what is measured
 * @param aggregate what of its distribution; {@link Aggregate#NONE} where it is one number
 * @param percent of a percentile, from 0 to 100; 0 of anything else
 */
public record SloStatistic(Quantity quantity, Aggregate aggregate, double percent) {

  private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,3}(?:\\.\\d+)?)_(\\w+)");
  private static final double MAX_PERCENT = 100;

  /** What is measured, each with its unit. */
  public enum Quantity {
    /** Time to the first token, by the tool's definition. */
    TTFT(SloUnit.MILLIS, true),
    /** Time per output token. */
    TPOT(SloUnit.MILLIS, true),
    /** Inter-token latency, by the tool's definition. */
    ITL(SloUnit.MILLIS, true),
    /** End-to-end latency. */
    E2EL(SloUnit.MILLIS, true),
    /** Time to the first output: the true figure. */
    TRUE_TTFT(SloUnit.MILLIS, true),
    /** Time from one output to the next: the true figure. */
    TRUE_ITL(SloUnit.MILLIS, true),
    /** Successful requests a second. */
    REQUEST_THROUGHPUT(SloUnit.PER_SECOND, false),
    /** Output tokens a second. */
    OUTPUT_THROUGHPUT(SloUnit.PER_SECOND, false),
    /** Input and output tokens a second. */
    TOTAL_TOKEN_THROUGHPUT(SloUnit.PER_SECOND, false),
    /** Requests a second that keep every limit of {@code --goodput}. */
    REQUEST_GOODPUT(SloUnit.PER_SECOND, false),
    /** Requests that keep every limit of {@code --goodput}, of all, failures included. */
    GOODPUT_SHARE(SloUnit.PERCENT, false),
    /** Failed requests, of all. */
    ERROR_RATE(SloUnit.PERCENT, false),
    /** Successful requests. */
    COMPLETED(SloUnit.COUNT, false),
    /** Failed requests. */
    FAILED(SloUnit.COUNT, false),
    /** From the first start to the last end. */
    DURATION(SloUnit.SECONDS, false);

    private final SloUnit unit;
    private final boolean spread;

    Quantity(SloUnit unit, boolean spread) {
      this.unit = unit;
      this.spread = spread;
    }

    /** Whether it has a distribution: mean, percentiles and the others. */
    public boolean isSpread() {
      return spread;
    }

    /** Whether it needs the limits of {@code --goodput}. */
    public boolean needsGoodput() {
      return this == REQUEST_GOODPUT || this == GOODPUT_SHARE;
    }

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What of a distribution. */
  public enum Aggregate {
    /** One number, not a distribution. */
    NONE,
    /** The arithmetic mean. */
    MEAN,
    /** The middle. */
    MEDIAN,
    /** The standard deviation of the population. */
    STD,
    /** The least. */
    MIN,
    /** The greatest. */
    MAX,
    /** A percentile, linear between neighbours. */
    PERCENTILE;

    private String prefix() {
      return name().toLowerCase(Locale.ROOT) + "_";
    }
  }

  /**
   * The statistic of this name; {@code _ms} at its end is left out, as vLLM's JSON has it.
   *
   * @throws IllegalArgumentException that names the nearest ones
   */
  static SloStatistic of(String written) {
    String name = written.toLowerCase(Locale.ROOT).replaceFirst("_ms$", "");
    Matcher percentile = PERCENTILE.matcher(name);
    boolean isPercentile = percentile.matches();
    double percent = isPercentile ? Double.parseDouble(percentile.group(1)) : 0;
    for (Quantity quantity : Quantity.values()) {
      if (!quantity.isSpread() && name.equals(quantity.label())) {
        return new SloStatistic(quantity, Aggregate.NONE, 0);
      }
      if (quantity.isSpread()) {
        if (isPercentile
            && percent <= MAX_PERCENT
            && percentile.group(2).equals(quantity.label())) {
          return new SloStatistic(quantity, Aggregate.PERCENTILE, percent);
        }
        for (Aggregate aggregate : Aggregate.values()) {
          if (name.equals(aggregate.prefix() + quantity.label())
              && aggregate != Aggregate.PERCENTILE
              && aggregate != Aggregate.NONE) {
            return new SloStatistic(quantity, aggregate, 0);
          }
        }
      }
    }
    throw new IllegalArgumentException(
        "'" + written + "' is not a statistic" + Nearest.question(name, names(), ""));
  }

  /** Names of statistics, each percentile as P50, P90 and P99. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Quantity quantity : Quantity.values()) {
      if (quantity.isSpread()) {
        for (String of : List.of("mean", "median", "std", "min", "max", "p50", "p90", "p99")) {
          names.add(of + "_" + quantity.label());
        }
      } else {
        names.add(quantity.label());
      }
    }
    return names;
  }

  /** Its name. */
  public String name() {
    return switch (aggregate) {
      case NONE -> quantity.label();
      case PERCENTILE -> "p" + Slo.plain(percent) + "_" + quantity.label();
      default -> aggregate.prefix() + quantity.label();
    };
  }

  /** The unit it is measured in. */
  public SloUnit unit() {
    return quantity.unit;
  }
}
