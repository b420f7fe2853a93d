package llmbench.metrics.conversations;

import java.util.List;
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
  private int requests;
  private long cached;
  private long cacheable;

  /** Of these latencies; none of gaps, of which there are too many. */
  TurnGroupSum(List<LatencyMetric> metrics) {
    latencies = new LatencySum(metrics);
  }

  /** Takes a success. */
  void add(RequestTimes times, @Nullable Usage usage) {
    requests++;
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
    return new TurnGroup(requests, latencies.millis(), Distribution.of(prompts), cached, cacheable);
  }
}
