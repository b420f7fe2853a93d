package llmbench.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import llmbench.metrics.observed.Concurrency;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.Requests;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;

/** Looks for doubts about the load. */
final class LoadDoubts {

  /** In the reference run every slot sends ten requests, and nine of them meet a steady load. */
  private static final double FIRST_WAVE_SHARE = 0.2;

  /** A closed model that works keeps its slots full except for the client's own turn-around. */
  private static final double MEAN_IN_FLIGHT_SHARE = 0.9;

  /** With fewer the first and the last wave touch, and no mean is a steady one. */
  private static final int WAVES_FOR_A_MEAN = 2;

  /** By so much rates are wrong at most, which is less than two runs of anything differ. */
  private static final double IDLE_SHARE = 0.05;

  /** The true figures always show it. */
  private static final double ALWAYS_SHOWN = 99;

  private static final double MILLIS_PER_SECOND = 1000;
  private static final double NANOS_PER_MILLI = 1e6;

  private LoadDoubts() {}

  static List<Doubt> of(RecordedRun run, Asked asked) {
    List<Doubt> doubts = new ArrayList<>();
    int requests = run.requests().size();
    concurrency(run, asked.concurrency()).ifPresent(doubts::add);
    // Warm-up requests that are part of the load are the burst, as many as they are.
    int burst = (int) Math.max(0, asked.concurrency() - warmUps(run.facts()));
    if (burst > 1 && burst >= FIRST_WAVE_SHARE * requests) {
      doubts.add(new LoadDoubt.FirstWaveDominates(burst, requests, asked.tokens()));
    }
    return doubts;
  }

  private static Optional<Doubt> concurrency(RecordedRun run, int asked) {
    RunFacts facts = run.facts();
    // Of a run that was stopped, requests that were in flight may be missing.
    if (facts == null || facts.state() != RunFacts.State.FINISHED) {
      return Optional.empty();
    }
    Concurrency seen = Concurrency.of(run.requests());
    int requests = run.requests().size();
    boolean steady = requests >= WAVES_FOR_A_MEAN * asked;
    // Beside the first measured requests these had the other places, for as long as one takes.
    long beside = Math.max(0, Math.min(warmUps(facts), asked - 1));
    double mean = seen.mean() * (requests + beside) / requests;
    boolean low = steady && mean < MEAN_IN_FLIGHT_SHARE * asked;
    boolean narrow = (steady || beside == 0) && seen.peak() < asked;
    return narrow || low
        ? Optional.of(new LoadDoubt.ConcurrencyNotReached(asked, seen.peak(), seen.mean()))
        : Optional.empty();
  }

  private static long warmUps(@Nullable RunFacts facts) {
    return facts == null ? 0 : facts.loadWarmUps();
  }

  /**
   * A percentile needs one value beyond it: P99 a hundred.
   *
   * @param percentiles that are reported
   * @param hasFlags whether flags say how many requests are sent
   */
  static Optional<Doubt> percentiles(
      VllmFigures figures, List<Double> percentiles, boolean hasFlags) {
    TreeSet<Double> shown = new TreeSet<>(percentiles);
    shown.add(ALWAYS_SHOWN);
    List<Double> weak =
        shown.stream().filter(p -> p > 50 && p < 100 && figures.completed() < needed(p)).toList();
    return weak.isEmpty() || figures.completed() == 0
        ? Optional.empty()
        : Optional.of(
            new LoadDoubt.TooFewRequests(
                weak, figures.completed(), needed(weak.get(weak.size() - 1)), hasFlags));
  }

  private static int needed(double percentile) {
    // Less what a binary fraction such as 99.9 is off.
    return (int) Math.ceil(100 / (100 - percentile) - 1e-6);
  }

  /** One run's time from its first request to its last end, ms since 1970. */
  private record Span(double start, double end) {}

  /** Whether runs that are one together leave a time in which none of them was going on. */
  static Optional<Doubt> apart(List<RecordedRun> runs) {
    List<Span> spans = new ArrayList<>();
    for (RecordedRun run : runs) {
      RunFacts facts = run.facts();
      if (facts != null && !run.requests().isEmpty()) {
        spans.add(span(run.requests(), facts.clockZeroEpochMillis()));
      }
    }
    if (spans.size() < 2) {
      return Optional.empty();
    }
    spans.sort(Comparator.comparingDouble(Span::start));
    double start = spans.get(0).start();
    double end = spans.get(0).end();
    double idle = 0;
    for (Span span : spans) {
      idle += Math.max(0, span.start() - end);
      end = Math.max(end, span.end());
    }
    return idle > IDLE_SHARE * (end - start)
        ? Optional.of(
            new LoadDoubt.RunsApart(
                spans.size(), idle / MILLIS_PER_SECOND, (end - start) / MILLIS_PER_SECOND))
        : Optional.empty();
  }

  private static Span span(Requests requests, long zeroMillis) {
    long start = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    for (int place = 0; place < requests.size(); place++) {
      start = Math.min(start, requests.sentNanos(place));
      end = Math.max(end, requests.endNanos(place));
    }
    return new Span(zeroMillis + start / NANOS_PER_MILLI, zeroMillis + end / NANOS_PER_MILLI);
  }
}
