package llmbench.metrics.conversations;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.request.LatencySum;
import llmbench.metrics.request.RequestTimes;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;

/** Collects turns for a {@link TurnGroup}. One run, one thread. */
final class TurnGroupSum {

  private final LatencySum latencies;
  private final Doubles prompts = new Doubles();
  private final Optional<Predicate<RequestTimes>> isGood;
  private int requests;
  private int failed;
  private int good;
  private long cached;
  private long cacheable;

  /**
   * Of these latencies; none of gaps, of which there are too many.
   *
   * @param isGood whether a success keeps every limit of the goodput; empty where there are none
   */
  TurnGroupSum(List<LatencyMetric> metrics, Optional<Predicate<RequestTimes>> isGood) {
    latencies = new LatencySum(metrics);
    this.isGood = isGood;
  }

  /** Takes a failure. */
  void fail() {
    failed++;
  }

  /** Takes a success. */
  void add(RequestTimes times, @Nullable Usage usage) {
    requests++;
    good += isGood.filter(limits -> limits.test(times)).isPresent() ? 1 : 0;
    latencies.add(times, times.gapsSeconds());
    Integer prompt = usage == null ? null : usage.promptTokens();
    Integer had = usage == null ? null : usage.cachedTokens();
    if (prompt != null) {
      prompts.add(prompt);
      if (had != null) {
        cached += had;
        cacheable += prompt;
      }
    }
  }

  TurnGroup group() {
    return new TurnGroup(
        requests,
        failed,
        isGood.isPresent() ? OptionalInt.of(good) : OptionalInt.empty(),
        latencies.millis(),
        Distribution.of(prompts),
        cached,
        cacheable);
  }
}
