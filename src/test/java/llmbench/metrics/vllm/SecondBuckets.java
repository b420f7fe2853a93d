package llmbench.metrics.vllm;

import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.RequestTimes;

/**
 * vLLM bench's two peaks, counted in whole seconds from the earliest successful start. A request
 * counts in every second that it touches, so the peak of requests exceeds the true concurrency.
 * Source: {@code calculate_metrics()} of {@code serve.py}.
 */
final class SecondBuckets {

  /** Three years: more is no run, but times of several clocks mixed. */
  private static final double LONGEST_SECONDS = 1e8;

  private final double zeroSeconds;
  private final double endSeconds;
  private final int[] tokens;
  private final int[] requestChanges;

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
    int seconds = seconds(endSeconds);
    this.tokens = new int[seconds];
    this.requestChanges = new int[seconds + 1];
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
    requestChanges[second(request.startSeconds())]++;
    requestChanges[second(request.startSeconds() + request.latencySeconds()) + 1]--;
  }

  /**
   * Tokens of the fullest second; a chunk is taken for a token.
   *
   * @param lastSeconds the latest start + latency: what comes in a later second is left out
   */
  int peakTokens(double lastSeconds) {
    int peak = 0;
    for (int i = 0; i < seconds(lastSeconds); i++) {
      peak = Math.max(peak, tokens[i]);
    }
    return peak;
  }

  /** Requests of the fullest second. */
  int peakRequests() {
    int peak = 0;
    int running = 0;
    for (int change : requestChanges) {
      running += change;
      peak = Math.max(peak, running);
    }
    return peak;
  }

  private void countToken(double timeSeconds) {
    int second = second(timeSeconds);
    if (second >= 0 && second < tokens.length) {
      tokens[second]++;
    }
  }

  private int seconds(double end) {
    return (int) Math.ceil(end - zeroSeconds) + 1;
  }

  private int second(double timeSeconds) {
    return (int) (timeSeconds - zeroSeconds);
  }
}
