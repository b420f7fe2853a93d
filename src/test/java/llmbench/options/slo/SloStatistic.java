package llmbench.options.slo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import llmbench.latency.LatencyMetric;
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

  /** What is measured: a latency, which is spread, or a total, which is one number. */
  public sealed interface Quantity permits Latency, TurnLatency, TurnGoodput, Total {

    /** Its name in a limit. */
    String label();

    /** The unit it is measured in. */
    SloUnit unit();

    /** Whether it has a distribution: mean, percentiles and the others. */
    boolean isSpread();

    /** Whether tokens have to be timed, or counted in answers, for it. */
    default boolean timesTokens() {
      return this == Total.OUTPUT_THROUGHPUT;
    }

    /** Whether it needs the limits of {@code --goodput}. */
    default boolean needsGoodput() {
      return this == Total.REQUEST_GOODPUT || this == Total.GOODPUT_SHARE;
    }
  }

  /**
   * A latency.
   *
   * @param observed whether it is the true figure of it, not the tool's
   */
  public record Latency(LatencyMetric metric, boolean observed) implements Quantity {

    @Override
    public String label() {
      return (observed ? "true_" : "") + metric.id();
    }

    @Override
    public SloUnit unit() {
      return SloUnit.MILLIS;
    }

    @Override
    public boolean isSpread() {
      return true;
    }

    @Override
    public boolean timesTokens() {
      return metric.timesTokens();
    }
  }

  /** Which turns of conversations. */
  public enum Turns {
    /** The first of each. */
    FIRST,
    /** All others. */
    LATER;

    private String prefix() {
      return name().toLowerCase(Locale.ROOT) + "_turns_";
    }
  }

  /** A latency of some turns alone, by the tool's definition; none of gaps. */
  public record TurnLatency(Turns turns, LatencyMetric metric) implements Quantity {

    @Override
    public String label() {
      return turns.prefix() + metric.id();
    }

    @Override
    public SloUnit unit() {
      return SloUnit.MILLIS;
    }

    @Override
    public boolean isSpread() {
      return true;
    }

    @Override
    public boolean timesTokens() {
      return metric.timesTokens();
    }
  }

  /** Turns that keep every limit of {@code --goodput}, of all of these, failures included. */
  public record TurnGoodput(Turns turns) implements Quantity {

    @Override
    public String label() {
      return turns.prefix() + Total.GOODPUT_SHARE.label();
    }

    @Override
    public SloUnit unit() {
      return Total.GOODPUT_SHARE.unit();
    }

    @Override
    public boolean isSpread() {
      return false;
    }

    @Override
    public boolean needsGoodput() {
      return true;
    }
  }

  /** One number of the whole run. */
  public enum Total implements Quantity {
    /** Successful requests a second. */
    REQUEST_THROUGHPUT(SloUnit.PER_SECOND),
    /** Output tokens a second. */
    OUTPUT_THROUGHPUT(SloUnit.PER_SECOND),
    /** Input and output tokens a second. */
    TOTAL_TOKEN_THROUGHPUT(SloUnit.PER_SECOND),
    /** Requests a second that keep every limit of {@code --goodput}. */
    REQUEST_GOODPUT(SloUnit.PER_SECOND),
    /** Requests that keep every limit of {@code --goodput}, of all, failures included. */
    GOODPUT_SHARE(SloUnit.PERCENT),
    /** Failed requests, of all. */
    ERROR_RATE(SloUnit.PERCENT),
    /** Successful requests. */
    COMPLETED(SloUnit.COUNT),
    /** Failed requests. */
    FAILED(SloUnit.COUNT),
    /** From the first start to the last end. */
    DURATION(SloUnit.SECONDS);

    private final SloUnit unit;

    Total(SloUnit unit) {
      this.unit = unit;
    }

    @Override
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public SloUnit unit() {
      return unit;
    }

    @Override
    public boolean isSpread() {
      return false;
    }
  }

  /**
   * Every quantity there is: latencies as the tools have them, true ones, totals, those of turns.
   */
  private static final List<Quantity> QUANTITIES =
      Stream.<Stream<Quantity>>of(
              Stream.of(LatencyMetric.values()).map(metric -> new Latency(metric, false)),
              LatencyMetric.ofOutputs().stream().map(metric -> new Latency(metric, true)),
              Stream.of(Total.values()),
              Stream.of(Turns.values()).flatMap(SloStatistic::ofTurns))
          .flatMap(part -> part)
          .toList();

  private static Stream<Quantity> ofTurns(Turns turns) {
    return Stream.concat(
        LatencyMetric.ofRequests().stream().map(metric -> new TurnLatency(turns, metric)),
        Stream.of(new TurnGoodput(turns)));
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

  /** Whether tokens have to be timed for the latency of this name, as {@code --goodput} has it. */
  public static boolean timesTokens(String id) {
    return Stream.of(LatencyMetric.values())
        .anyMatch(metric -> metric.id().equals(id) && metric.timesTokens());
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
    for (Quantity quantity : QUANTITIES) {
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
    for (Quantity quantity : QUANTITIES) {
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
    return quantity.unit();
  }
}
