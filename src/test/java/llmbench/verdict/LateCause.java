package llmbench.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import llmbench.metrics.observed.Departures;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.ClientLoad;
import llmbench.timeline.Departure;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;

/** What held up requests that were sent late, as far as the client saw it. */
final class LateCause {

  /** What explains so much of it is the cause. */
  private static final double EXPLAINS = 0.5;

  /** The JVM tells when a pause was in whole milliseconds. */
  private static final long BLUR_NANOS = 1_000_000;

  private static final double NANOS_PER_MILLI = 1e6;

  private LateCause() {}

  /**
   * Of a run that has late requests.
   *
   * @param clients the run, or its shards: each sent its requests and had pauses of its own
   * @param limitMillis what is later than this is late
   */
  static ScheduleDoubt.Cause of(
      List<RecordedRun> clients, Departures departures, double limitMillis) {
    double p99 = departures.late().percentile(99);
    if (departures.own().percentile(99) < EXPLAINS * p99) {
      return ScheduleDoubt.Cause.CAP;
    }
    List<RecordedRun> watched = clients.stream().filter(run -> load(run) != null).toList();
    if (watched.isEmpty()) {
      return ScheduleDoubt.Cause.UNSEEN;
    }
    LateRequests late = new LateRequests(limitMillis);
    double lag = 0;
    for (RecordedRun run : watched) {
      ClientLoad client = Objects.requireNonNull(load(run));
      late.add(run.requests(), client.gc().each());
      lag = Math.max(lag, client.loopLag() == null ? 0 : client.loopLag().p99Millis());
    }
    if (late.pausedShare() >= EXPLAINS) {
      return ScheduleDoubt.Cause.GC;
    }
    return lag >= EXPLAINS * p99 && lag > 0
        ? ScheduleDoubt.Cause.LOOPS
        : ScheduleDoubt.Cause.UNSEEN;
  }

  private static @Nullable ClientLoad load(RecordedRun run) {
    RunFacts facts = run.facts();
    return facts == null || facts.conditions() == null ? null : facts.conditions().client();
  }

  /**
   * How many requests were late, and how many of them had a pause of their client's in their way.
   */
  private static final class LateRequests {

    private final double limitMillis;
    private long late;
    private long paused;

    LateRequests(double limitMillis) {
      this.limitMillis = limitMillis;
    }

    /** Adds a client's, between whose readiness and sending a pause may have been. */
    void add(List<RequestRecord> requests, List<ClientLoad.Pause> pauses) {
      NavigableMap<Long, Long> endsByStart = new TreeMap<>();
      pauses.stream()
          .sorted(Comparator.comparingLong(ClientLoad.Pause::fromNanos))
          .forEach(pause -> endsByStart.merge(pause.fromNanos(), pause.toNanos(), Math::max));
      for (RequestRecord request : requests) {
        Long ready = ready(request.departure());
        long sent = request.sentNanos();
        if (ready != null && (sent - ready) / NANOS_PER_MILLI > limitMillis) {
          late++;
          // Pauses don't overlap: the last one that began before it was sent is the one.
          var last = endsByStart.floorEntry(sent + BLUR_NANOS);
          paused += last != null && last.getValue() + BLUR_NANOS >= ready ? 1 : 0;
        }
      }
    }

    double pausedShare() {
      return late == 0 ? 0 : (double) paused / late;
    }
  }

  /** When only the client was still in its way; null where it had no time of its own. */
  private static @Nullable Long ready(Departure departure) {
    return departure.admittedNanos() == null ? departure.plannedNanos() : departure.admittedNanos();
  }
}
