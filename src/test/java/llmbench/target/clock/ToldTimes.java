package llmbench.target.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import llmbench.target.clock.OffsetBounds.Sample;
import llmbench.timeline.ServerClock;

/**
 * The times that a server's answers tell, of three kinds, and what they come to together: the best
 * kind that is a time at all.
 *
 * <p>A server of ours tells its clock to the nanosecond. {@code created} in vLLM's list of models
 * is the second in which the list was made; other servers have the day of the model there, which
 * doesn't go on as our clock does. The header {@code Date} is one of whole seconds, too, and
 * servers renew it but once a second, at whatever moment of it: uvicorn's ten ticks of 100 ms.
 */
final class ToldTimes {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** A header is a second old at most, and the ticks may be late. */
  private static final long OLDEST_DATE = Duration.ofMillis(1100).toNanos();

  static final String EXACT = "its clock, by /clock";
  static final String CREATED = "created in /v1/models, in whole seconds";
  static final String DATE = "Date of its answers, in whole seconds";

  private final List<Sample> exact = new ArrayList<>();
  private final List<Sample> created = new ArrayList<>();
  private final Set<Long> createdSeconds = new HashSet<>();
  private final List<Sample> dates = new ArrayList<>();

  /** When an answer was asked for, and when it was there, by our wall clock. */
  record Round(Instant asked, Instant answered) {

    private Sample told(long from, long to) {
      return new Sample(nanos(asked), nanos(answered), from, to);
    }
  }

  void clock(Round round, long unixNanos) {
    exact.add(round.told(unixNanos, unixNanos));
  }

  void created(Round round, long seconds) {
    createdSeconds.add(seconds);
    created.add(round.told(seconds * SECOND, (seconds + 1) * SECOND));
  }

  void date(Round round, Instant date) {
    dates.add(round.told(nanos(date), nanos(date) + SECOND + OLDEST_DATE));
  }

  private static long nanos(Instant moment) {
    return moment.getEpochSecond() * SECOND + moment.getNano();
  }

  /** What is known of it all; empty where nothing told a time. */
  Optional<ServerClock> clock() {
    OffsetBounds best = OffsetBounds.of(exact);
    if (best.isPossible()) {
      return Optional.of(told(best, EXACT));
    }
    OffsetBounds byDate = OffsetBounds.of(dates);
    OffsetBounds byList = OffsetBounds.of(created);
    if (byList.isPossible() && (createdSeconds.size() > 1 || confirms(byDate, byList))) {
      return Optional.of(told(byList, CREATED));
    }
    return byDate.isPossible() ? Optional.of(told(byDate, DATE)) : Optional.empty();
  }

  private static boolean confirms(OffsetBounds dates, OffsetBounds list) {
    return dates.isPossible() && dates.agreesWith(list);
  }

  private static ServerClock told(OffsetBounds bounds, String source) {
    return new ServerClock(
        bounds.middleMillis(), bounds.uncertaintyMillis(), bounds.samples(), source);
  }
}
