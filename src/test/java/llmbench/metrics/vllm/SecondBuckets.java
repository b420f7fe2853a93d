package llmbench.metrics.vllm;

import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.RequestTimes;

/**
 * vLLM bench's two peaks, counted in whole seconds from the earliest successful start. A request
 * counts in every second that it touches, so the peak of requests exceeds the true concurrency.
 * Source: {@code calculate_metrics()} of {@code serve.py}.
 */
final class SecondBuckets {

  /** More than there are years to write down: no run, but times of several clocks mixed. */
  private static final double LONGEST_SECONDS = 1e10;

  private final double zeroSeconds;
  private final double endSeconds;
  private final SecondCounts tokens;
  private final SecondCounts requestChanges;

  /**
   * Empty buckets.
   *
   * @param zeroSeconds the earliest start
   * @param endSeconds the latest start + latency
   * @throws IllegalArgumentException if they are too far apart to be of one run
   */
  SecondBuckets(double zeroSeconds, double endSeconds) {
    if (!canSpan(endSeconds - zeroSeconds)) {
      throw new IllegalArgumentException(
          "the requests span "
              + (endSeconds - zeroSeconds)
              + " s: their times are not of one clock");
    }
    this.zeroSeconds = zeroSeconds;
    this.endSeconds = endSeconds;
    long seconds = seconds(endSeconds);
    this.tokens = new SecondCounts(seconds);
    this.requestChanges = new SecondCounts(seconds + 1);
  }

  /** Whether so long a time can be one run's. */
  static boolean canSpan(double seconds) {
    return seconds <= LONGEST_SECONDS;
  }

  /** Whether these are the buckets that begin there. */
  boolean isFrom(double seconds) {
    return zeroSeconds == seconds;
  }

  /** Whether a request lies within the buckets. */
  boolean has(RequestTimes request) {
    return request.startSeconds() >= zeroSeconds
        && request.startSeconds() + request.latencySeconds() <= endSeconds;
  }

  /** Counts a successful request. */
  void add(RequestTimes request) {
    double time = request.startSeconds() + request.ttftSeconds();
    countToken(time);
    Series gaps = request.gapsSeconds();
    for (int i = 0; i < gaps.size(); i++) {
      time += gaps.get(i);
      countToken(time);
    }
    requestChanges.add(second(request.startSeconds()), 1);
    requestChanges.add(second(request.startSeconds() + request.latencySeconds()) + 1, -1);
  }

  /**
   * Tokens of the fullest second; a chunk is taken for a token.
   *
   * @param lastSeconds the latest start + latency: what comes in a later second is left out
   */
  int peakTokens(double lastSeconds) {
    return tokens.peak(seconds(lastSeconds));
  }

  /** Requests of the fullest second. */
  int peakRequests() {
    return requestChanges.peakOfSums();
  }

  private void countToken(double timeSeconds) {
    long second = second(timeSeconds);
    if (second >= 0 && second < tokens.seconds()) {
      tokens.add(second, 1);
    }
  }

  private long seconds(double end) {
    return (long) Math.ceil(end - zeroSeconds) + 1;
  }

  private long second(double timeSeconds) {
    return (long) (timeSeconds - zeroSeconds);
  }
}
