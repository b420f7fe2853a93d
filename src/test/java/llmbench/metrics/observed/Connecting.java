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

  /** These times to the first output without connecting: the same where no request had to. */
  public Distribution without(Distribution all) {
    return requests() == 0 ? all : ttft;
  }

  /** Collects it, request by request; of most there is nothing to keep. One run, one thread. */
  static final class Sum {

    private final Doubles times = new Doubles();
    private final Doubles ttft = new Doubles();
    private final Doubles without = new Doubles();

    /** Takes a successful request. */
    void add(RequestRecord request, TrueTimes seen) {
      double connect = Seconds.ofNanos(request.departure().connectNanos());
      if (connect <= 0) {
        return;
      }
      times.add(connect);
      if (seen.hasOutput()) {
        ttft.add(seen.ttftSeconds());
        without.add(seen.ttftSeconds() - connect);
      }
    }

    /**
     * What it comes to.
     *
     * @param all times to the first output, those of requests that had to connect among them
     */
    Connecting get(Distribution all) {
      Distribution connects = Distribution.of(times).times(MILLIS);
      if (connects.size() == 0) {
        return NONE;
      }
      Distribution before = Distribution.of(ttft).times(MILLIS);
      Distribution after = Distribution.of(without).times(MILLIS);
      return new Connecting(connects, all.replacing(before, after));
    }
  }
}
