package llmbench.injection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import llmbench.options.BenchOptions;
import llmbench.options.EvalscopeOptions;
import llmbench.options.ToolVersion;
import llmbench.schedule.Arrivals;

/**
 * {@code --duration} as evalscope keeps it since 1.14, in a run of ours: {@link EvalscopeLoop} by
 * the clock. Closes the gate when the tool's loop would stop, and says what the tool says. Any
 * thread.
 */
public final class TimedLoop {

  private final EvalscopeLoop loop;
  private final int requests;
  private final Duration duration;
  private final Gate gate;
  private final LongSupplier nanoClock;
  private final Consumer<List<String>> say;
  private final AtomicBoolean said = new AtomicBoolean();

  TimedLoop(
      EvalscopeLoop loop,
      int requests,
      Duration duration,
      Gate gate,
      LongSupplier nanoClock,
      Consumer<List<String>> say) {
    this.loop = loop;
    this.requests = requests;
    this.duration = duration;
    this.gate = gate;
    this.nanoClock = nanoClock;
    this.say = say;
  }

  /** Whether a run's duration is kept by this, and not by its {@link Gate}. */
  public static boolean keeps(BenchOptions options) {
    return options.stops().duration().isPresent()
        && options.evalscope().isPresent()
        && options.compat().atLeast(ToolVersion.EVALSCOPE_1_14);
  }

  /**
   * The loop of a run; empty where its duration is kept otherwise, or there is none.
   *
   * @param warmUps how many requests go first in the same loop
   * @param measured how many follow
   * @param arrivals the times of all of these, if they have any
   * @param gate is closed when the loop stops before its end; is not to keep the duration itself
   * @param say is called at most once, with the tool's own lines, maybe on an event loop
   */
  public static Optional<TimedLoop> of(
      BenchOptions options,
      int warmUps,
      int measured,
      Optional<Arrivals> arrivals,
      Gate gate,
      Consumer<List<String>> say) {
    return of(options, warmUps, measured, arrivals, gate, System::nanoTime, say);
  }

  static Optional<TimedLoop> of(
      BenchOptions options,
      int warmUps,
      int measured,
      Optional<Arrivals> arrivals,
      Gate gate,
      LongSupplier nanoClock,
      Consumer<List<String>> say) {
    if (!keeps(options)) {
      return Optional.empty();
    }
    Duration duration = options.stops().duration().orElseThrow();
    OptionalInt most = options.load().maxConcurrency();
    int all = warmUps + measured;
    EvalscopeLoop loop =
        most.isPresent()
            ? EvalscopeLoop.closed(
                all,
                warmUps,
                mostTasks(most.getAsInt(), options.evalscope().orElseThrow()),
                duration.toNanos(),
                arrivals.map(Arrivals::nanos).orElse(null))
            : EvalscopeLoop.open(all, duration.toNanos(), arrivals.orElseThrow().nanos());
    return Optional.of(new TimedLoop(loop, all, duration, gate, nanoClock, say));
  }

  private static long mostTasks(int parallel, EvalscopeOptions options) {
    return (long) parallel * options.taskMultiplier();
  }

  /** Begins; what is called again has no effect. */
  void begin(long nowNanos) {
    loop.begin(nowNanos);
    tell();
  }

  /** Time has passed. */
  void look() {
    loop.look(nanoClock.getAsLong());
    tell();
  }

  /** Whether the request of this place may be sent, or is waited for. */
  boolean isMade(int place) {
    return place < loop.made();
  }

  /** A request is sent. */
  void sent(int place) {
    loop.sent(place, nanoClock.getAsLong());
  }

  /** A request that was sent is over. */
  void over() {
    loop.over(nanoClock.getAsLong());
    tell();
  }

  /** Whether no other requests than those that are made are sent. */
  boolean isOver() {
    return loop.isOver();
  }

  /** The deadline, once it is known. */
  OptionalLong deadlineNanos() {
    return loop.deadlineNanos();
  }

  /** The clock that all goes by. */
  long nowNanos() {
    return nanoClock.getAsLong();
  }

  private void tell() {
    if (!loop.isOver() || !said.compareAndSet(false, true)) {
      return;
    }
    List<String> lines = new ArrayList<>();
    if (loop.isCut()) {
      lines.add(
          ("Duration deadline reached after dispatching %d/%d requests; stopping further"
                  + " dispatches.")
              .formatted(loop.made(), requests));
      gate.close(Gate.timeIsOver(duration));
    }
    OptionalInt awaited = loop.awaited();
    if (awaited.isPresent()) {
      lines.add(
          "Duration deadline reached; awaiting %d in-flight request(s)."
              .formatted(awaited.getAsInt()));
    }
    if (!lines.isEmpty()) {
      say.accept(lines);
    }
  }
}
