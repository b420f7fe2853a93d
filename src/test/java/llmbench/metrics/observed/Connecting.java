package llmbench.metrics.observed;

import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.numbers.Seconds;
import llmbench.timeline.RequestRecord;

/**
 * What it cost requests that no open connection was free for them: the tools connect within their
 * measurement, and so do we. Of successful ones, in milliseconds.
 *
 * @param times how long it took those that had to connect
 * @param ttft to the first output of all requests, less the time it took to connect; empty where
 *     none had to
 */
public record Connecting(Distribution times, Distribution ttft) {

  /** Every request had a connection that was open. */
  public static final Connecting NONE = new Connecting(Distribution.EMPTY, Distribution.EMPTY);

  private static final double MILLIS = 1000;

  /** How many requests had to connect. */
  public int requests() {
    return times.size();
  }

  /** Collects it, request by request. One run, one thread. */
  static final class Sum {

    private final Doubles times = new Doubles();
    private final Doubles ttft = new Doubles();

    /** Takes a successful request. */
    void add(RequestRecord request, TrueTimes seen) {
      double connect = Seconds.ofNanos(request.departure().connectNanos());
      if (connect > 0) {
        times.add(connect);
      }
      if (seen.hasOutput()) {
        ttft.add(seen.ttftSeconds() - connect);
      }
    }

    Connecting get() {
      Distribution connects = Distribution.of(times).times(MILLIS);
      return connects.size() == 0
          ? NONE
          : new Connecting(connects, Distribution.of(ttft).times(MILLIS));
    }
  }
}
