package llmbench.timeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the server's {@code /metrics} said right before the first request of a run and after its
 * last: of its series those that a report has a use for, so that it can be made again from files.
 */
public record ServerMetrics(Page before, Page after) {

  /** Read from a file, too, in which either may be missing. */
  public ServerMetrics {
    Objects.requireNonNull(before);
    Objects.requireNonNull(after);
  }

  /**
   * One reading of the page. Series that differ only in labels that say who counted (engine, model)
   * are added up.
   *
   * @param counters name → value since the server's start; a position is part of its name, as in
   *     {@code vllm:spec_decode_num_accepted_tokens_per_pos_total{position="0"}}
   * @param histograms name, without an ending → what it holds since the server's start
   */
  public record Page(Map<String, Double> counters, Map<String, Histogram> histograms) {

    public Page {
      counters = known(counters);
      histograms = known(histograms);
    }

    /** How much the server has counted in all: of two readings the later one has more. */
    public double counted() {
      return counters.values().stream().mapToDouble(Double::doubleValue).sum()
          + histograms.values().stream().mapToDouble(Histogram::count).sum();
    }

    /** Whether it has nothing that is of use. */
    public boolean isEmpty() {
      return counters.isEmpty() && histograms.isEmpty();
    }
  }

  /**
   * A histogram as Prometheus has them.
   *
   * @param sum of all values, in seconds
   * @param count how many values
   * @param upTo upper bound of a bucket, in seconds, as the page writes it ({@code 0.05}, {@code
   *     +Inf}) → how many values are at most that
   */
  public record Histogram(double sum, double count, Map<String, Double> upTo) {

    public Histogram {
      upTo = known(upTo);
    }
  }

  /** A copy that keeps its order, without what somebody's own program may have written as null. */
  private static <V> Map<String, V> known(@Nullable Map<String, V> map) {
    Map<String, V> copy = new LinkedHashMap<>(map == null ? Map.of() : map);
    copy.values().removeIf(Objects::isNull);
    return Collections.unmodifiableMap(copy);
  }
}
