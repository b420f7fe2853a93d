package llmbench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import llmbench.llm.LlmResult;
import llmbench.metrics.numbers.Trend;
import llmbench.options.BenchOptions;
import llmbench.timeline.RunFacts.Stop;
import llmbench.timeline.RunFacts.StopCause;
import org.jspecify.annotations.Nullable;

/**
 * Looks every second whether the server keeps up with an open load: if requests in flight and the
 * time to the first output both grow beyond doubt ({@link Trend}), second after second, it doesn't,
 * and the run is ended.
 */
final class SaturationWatch implements AutoCloseable {

  /** To look again and again is to see what isn't there, sooner or later. */
  private static final int LOOKS_IN_A_ROW = 5;

  private static final double NANOS_PER_MILLI = 1e6;

  private final IntSupplier inFlight;
  private final Consumer<Stop> stop;
  private final List<Double> inFlights = new ArrayList<>();
  private final List<Double> ttfts = new ArrayList<>();
  private @Nullable ScheduledExecutorService clock;
  private int grown;

  // Of the second under way.
  private double sum;
  private int count;

  /**
   * A watch that is not begun.
   *
   * @param inFlight how many requests are in flight
   * @param stop is told once why the run is to end
   */
  SaturationWatch(IntSupplier inFlight, Consumer<Stop> stop) {
    this.inFlight = inFlight;
    this.stop = stop;
  }

  /** That of a load, where it is asked for. */
  static Optional<SaturationWatch> asked(
      BenchOptions.Load load, IntSupplier inFlight, Consumer<Stop> stop) {
    return load.paced()
        .filter(BenchOptions.Paced::stopsWhenSaturated)
        .map(paced -> new SaturationWatch(inFlight, stop));
  }

  /** Looks every second from now on. */
  synchronized void begin() {
    clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "llm-saturation");
              thread.setDaemon(true);
              return thread;
            });
    ScheduledFuture<?> unused = clock.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.SECONDS);
  }

  /** A request is over; if it had any output, its first is looked at. */
  void firstOutput(LlmResult result) {
    long nanos = result.timeline().firstOutputNanos();
    if (nanos >= 0) {
      firstOutput(nanos);
    }
  }

  /** A first output came so long after its request was sent. */
  synchronized void firstOutput(long nanos) {
    sum += nanos / NANOS_PER_MILLI;
    count++;
  }

  /** A second is over. Event loops don't wait for what is made of it. */
  void look() {
    OptionalDouble mean = secondsMean();
    // Before the first output there is nothing to tell; later the server may stand still.
    if (mean.isEmpty() && ttfts.isEmpty()) {
      return;
    }
    ttfts.add(mean.orElseGet(() -> ttfts.get(ttfts.size() - 1)));
    inFlights.add((double) inFlight.getAsInt());
    if (ttfts.size() >= Trend.SPANS) {
      judge(Trend.ofMany(inFlights), Trend.ofMany(ttfts));
    }
  }

  private synchronized OptionalDouble secondsMean() {
    OptionalDouble mean = count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    sum = 0;
    count = 0;
    return mean;
  }

  private void judge(Trend inFlightTrend, Trend ttft) {
    grown = inFlightTrend.isGrowth() && ttft.isGrowth() ? grown + 1 : 0;
    if (grown == LOOKS_IN_A_ROW) {
      stop.accept(
          new Stop(
              StopCause.SATURATED,
              String.format(
                  Locale.ROOT,
                  "the server doesn't keep up: requests in flight grew from %.0f to %.0f and TTFT"
                      + " from %.0f to %.0f ms within %d s",
                  Math.max(0, inFlightTrend.start()),
                  inFlightTrend.end(),
                  Math.max(0, ttft.start()),
                  ttft.end(),
                  ttfts.size())));
    }
  }

  @Override
  public synchronized void close() {
    if (clock != null) {
      clock.shutdownNow();
    }
  }
}
