package llmbench.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Trend;
import llmbench.metrics.observed.Departures;
import llmbench.metrics.observed.Growth;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.runlog.RecordedRun;

/** Looks for doubts about when the requests of a run were sent. */
final class ScheduleDoubts {

  /** Less is less than a network moves. */
  private static final double LEAST_LATE_MILLIS = 1;

  /** As a share of the median TTFT, or E2EL: less than two runs differ. */
  private static final double LATE_SHARE = 0.05;

  /** A rate that is off by more than this is another one. */
  private static final double RATE_SHARE = 0.01;

  private ScheduleDoubts() {}

  /**
   * What is doubtful of a run with a plan.
   *
   * @param clients the run, or its shards
   * @param ttft how the time to the first output grew
   */
  static List<Doubt> of(
      RecordedRun run,
      List<RecordedRun> clients,
      Departures departures,
      Optional<Trend> ttft,
      VllmFigures figures) {
    List<Doubt> doubts = new ArrayList<>();
    late(clients, departures, figures).ifPresent(doubts::add);
    double planned = departures.plannedRate();
    if (planned > 0 && Math.abs(departures.sentRate() / planned - 1) > RATE_SHARE) {
      doubts.add(new ScheduleDoubt.RateMissed(planned, departures.sentRate()));
    }
    // With a cap the queue is the client's, and its wait is said.
    if (departures.waited().size() == 0) {
      saturated(Growth.ofInFlight(run.requests()), ttft).ifPresent(doubts::add);
    }
    return doubts;
  }

  /** What a late sending would be taken for: a part of the first time that is measured. */
  private static Distribution answered(VllmFigures figures) {
    return figures.ttft().size() > 0 ? figures.ttft() : figures.e2el();
  }

  private static Optional<Doubt> late(
      List<RecordedRun> clients, Departures departures, VllmFigures figures) {
    double p99 = departures.late().percentile(99);
    double limit = Math.max(LEAST_LATE_MILLIS, LATE_SHARE * answered(figures).median());
    if (p99 <= limit) {
      return Optional.empty();
    }
    return Optional.of(
        new ScheduleDoubt.SentLate(
            departures.late().median(),
            p99,
            departures.late().max(),
            limit,
            LateCause.of(clients, departures, limit)));
  }

  private static Optional<Doubt> saturated(Optional<Trend> inFlight, Optional<Trend> ttft) {
    if (inFlight.isEmpty()
        || ttft.isEmpty()
        || !inFlight.get().isGrowth()
        || !ttft.get().isGrowth()) {
      return Optional.empty();
    }
    return Optional.of(
        new ScheduleDoubt.Saturated(
            inFlight.get().start(), inFlight.get().end(), ttft.get().start(), ttft.get().end()));
  }
}
