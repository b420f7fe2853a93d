package llmbench.metrics;

/**
 * vLLM bench's two peaks, counted in whole seconds from the earliest successful start. A request
 * counts in every second that it touches, so the peak of requests exceeds the true concurrency.
 * Source: {@code calculate_metrics()} of {@code serve.py}.
 */
final class SecondBuckets {

  /** Three years: more is no run, but times of several clocks mixed. */
  private static final double LONGEST_SECONDS = 1e8;

  private final double zeroSeconds;
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
    if (!(endSeconds - zeroSeconds <= LONGEST_SECONDS)) {
      throw new IllegalArgumentException(
          "the requests span "
              + (endSeconds - zeroSeconds)
              + " s: their times are not of one clock");
    }
    this.zeroSeconds = zeroSeconds;
    int seconds = (int) Math.ceil(endSeconds - zeroSeconds) + 1;
    this.tokens = new int[seconds];
    this.requestChanges = new int[seconds + 1];
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

  /** Tokens of the fullest second; a chunk is taken for a token. */
  int peakTokens() {
    int peak = 0;
    for (int count : tokens) {
      peak = Math.max(peak, count);
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

  private int second(double timeSeconds) {
    return (int) (timeSeconds - zeroSeconds);
  }
}
