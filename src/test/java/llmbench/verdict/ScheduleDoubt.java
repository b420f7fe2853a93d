package llmbench.verdict;

import java.util.Locale;

/** Reasons that lie in when requests were sent, where each had a time of its own. */
public sealed interface ScheduleDoubt extends Doubt {

  /**
   * Requests were sent late against their plan, and it matters for the figures.
   *
   * @param cause what held them up, as far as it was seen
   */
  record SentLate(
      double medianMillis, double p99Millis, double maxMillis, double limitMillis, Cause cause)
      implements ScheduleDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "requests were sent late: by %.2f ms at the median, P99 %.2f ms (limit %.2f), at most"
              + " %.1f ms; %s",
          medianMillis,
          p99Millis,
          limitMillis,
          maxMillis,
          cause.what);
    }

    @Override
    public String advice() {
      return cause.advice;
    }
  }

  /** What holds requests up. */
  enum Cause {
    /** They waited until fewer were in flight. */
    CAP(
        "they waited for room below the limit of requests in flight",
        "The wait is in no latency but that with the queue: raise the limit, or ask for a lower"
            + " rate."),
    /** The garbage collector. */
    GC(
        "the garbage collector stopped the client",
        "Give it more memory (-Xmx in Gatling's jvmArgs)."),
    /** Something else on the event loops. */
    LOOPS(
        "the event loops that send them were busy",
        "Take more or quieter cores, or a smaller load."),
    /** None of these. */
    UNSEEN(
        "nothing that the client saw of itself explains it",
        "Look for what else runs on its machine, or takes its CPU time.");

    private final String what;
    private final String advice;

    Cause(String what, String advice) {
      this.what = what;
      this.advice = advice;
    }
  }

  /** The rate was not the one that was planned. */
  record RateMissed(double plannedRate, double sentRate) implements ScheduleDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "%.2f requests a second were planned, and %.2f were sent (%+.1f %%)",
          plannedRate,
          sentRate,
          100 * (sentRate / plannedRate - 1));
    }

    @Override
    public String advice() {
      return "The figures are those of the rate that was sent: look at what made it late.";
    }
  }

  /**
   * The server could not keep up: more and more requests were in flight, and each waited longer.
   * Latency has no value of its own then: a longer run would have a larger one.
   */
  record Saturated(
      double inFlightAtStart, double inFlightAtEnd, double ttftAtStart, double ttftAtEnd)
      implements ScheduleDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "the server could not keep up with the rate: requests in flight grew from %.0f to %.0f,"
              + " TTFT from %.0f to %.0f ms",
          Math.max(0, inFlightAtStart),
          inFlightAtEnd,
          Math.max(0, ttftAtStart),
          ttftAtEnd);
    }

    @Override
    public String advice() {
      return "A longer run would have larger latencies: ask for a lower rate.";
    }
  }
}
