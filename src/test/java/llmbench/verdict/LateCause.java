package llmbench.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
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
   * @param limitMillis what is later than this is late
   */
  static ScheduleDoubt.Cause of(RecordedRun run, Departures departures, double limitMillis) {
    double p99 = departures.late().percentile(99);
    if (departures.own().percentile(99) < EXPLAINS * p99) {
      return ScheduleDoubt.Cause.CAP;
    }
    RunFacts facts = run.facts();
    ClientLoad client =
        facts == null || facts.conditions() == null ? null : facts.conditions().client();
    if (client == null) {
      return ScheduleDoubt.Cause.UNSEEN;
    }
    if (inPauses(run.requests(), client.gc().each(), limitMillis) >= EXPLAINS) {
      return ScheduleDoubt.Cause.GC;
    }
    Double lag = client.loopLag() == null ? null : client.loopLag().p99Millis();
    return explains(lag, p99) ? ScheduleDoubt.Cause.LOOPS : ScheduleDoubt.Cause.UNSEEN;
  }

  /** Which share of the late requests had a pause between when they were ready and were sent. */
  private static double inPauses(
      List<RequestRecord> requests, List<ClientLoad.Pause> pauses, double limitMillis) {
    if (pauses.isEmpty()) {
      return 0;
    }
    NavigableMap<Long, Long> endsByStart = new TreeMap<>();
    pauses.stream()
        .sorted(Comparator.comparingLong(ClientLoad.Pause::fromNanos))
        .forEach(pause -> endsByStart.merge(pause.fromNanos(), pause.toNanos(), Math::max));
    long late = 0;
    long paused = 0;
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
    return late == 0 ? 0 : (double) paused / late;
  }

  /** When only the client was still in its way; null where it had no time of its own. */
  private static @Nullable Long ready(Departure departure) {
    return departure.admittedNanos() == null ? departure.plannedNanos() : departure.admittedNanos();
  }

  private static boolean explains(@Nullable Double millis, double lateMillis) {
    return millis != null && millis >= EXPLAINS * lateMillis;
  }
}
