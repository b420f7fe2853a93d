package llmbench.injection;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import llmbench.options.BenchOptions;
import llmbench.timeline.Counted;
import llmbench.timeline.RunFacts.Stop;
import llmbench.timeline.RunFacts.StopCause;
import org.jspecify.annotations.Nullable;

/**
 * The gate before the prompts: open until a rule of the run, or somebody from outside, closes it.
 * Then no new request is sent; those in flight are not its business. Any thread; to an event loop
 * it is a counter.
 */
public final class Gate {

  /** A share says nothing before so many requests are finished. */
  private static final int ENOUGH = 20;

  private final BenchOptions.StopRules rules;
  private final LongSupplier nanoClock;
  private final Consumer<Stop> onClosed;
  private final AtomicLong firstNanos = new AtomicLong();
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicInteger finished = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
  private volatile boolean turnedAway;

  /**
   * An open gate.
   *
   * @param onClosed is called once, when a rule or {@link #close} closes it, maybe on an event loop
   */
  public Gate(BenchOptions.StopRules rules, LongSupplier nanoClock, Consumer<Stop> onClosed) {
    this.rules = rules;
    this.nanoClock = nanoClock;
    this.onClosed = onClosed;
  }

  /**
   * Whether the next prompt may be sent. A dataset that failed keeps nobody from sending a prompt
   * that is there.
   */
  boolean letsPass() {
    if (!isClosed() && rules.duration().isPresent()) {
      closeIfOver(rules.duration().get(), begun.compareAndSet(false, true));
    }
    return passes(!isClosed() || isOutOfPrompts());
  }

  /** There is a prompt that is not sent, by somebody else's rule, or that can't be made. */
  void turnsAway() {
    turnedAway = true;
  }

  /** Whether no new request is sent any more, also where nobody has come since its time is over. */
  boolean isOver() {
    if (!isClosed() && rules.duration().isPresent()) {
      closeIfOver(rules.duration().get(), false);
    }
    return isClosed();
  }

  /** A request is finished. */
  public void finished(boolean ok) {
    int failures = ok ? failed.get() : failed.incrementAndGet();
    int all = finished.incrementAndGet();
    if (isClosed()) {
      return;
    }
    OptionalInt most = rules.maxErrors();
    if (most.isPresent() && failures > most.getAsInt()) {
      close(
          new Stop(
              StopCause.MAX_ERRORS,
              Counted.of(failures, "request")
                  + " failed, and max-errors allows "
                  + most.getAsInt()));
    } else if (all >= ENOUGH && isTooLarge(failures, all)) {
      close(tooLarge(failures, all));
    }
  }

  /** Closes the gate; one that is closed keeps its reason. */
  public void close(Stop why) {
    if (stop.compareAndSet(null, why)) {
      onClosed.accept(why);
    }
  }

  /** Whether no new request is sent any more. */
  public boolean isClosed() {
    return stop.get() != null;
  }

  /**
   * Whether a request that was let pass, and then had to wait, is still sent: a time that is over
   * ends the schedule, not what was due before.
   */
  boolean letsIn() {
    return passes(!endsAll());
  }

  /** Whether not even those are sent any more who were let pass and have to wait. */
  boolean endsAll() {
    Stop why = stop.get();
    return why != null && why.by() != StopCause.DURATION && !isOutOfPrompts();
  }

  /** Whether it is closed since no more prompts can be made: those that are there are sent. */
  boolean isOutOfPrompts() {
    Stop why = stop.get();
    return why != null && why.by() == StopCause.DATASET;
  }

  private boolean passes(boolean open) {
    if (!open) {
      turnedAway = true;
    }
    return open;
  }

  /** Whether there was a prompt that could not be sent any more. */
  public boolean turnedAway() {
    return turnedAway;
  }

  /**
   * Why it was closed, once nothing is in flight any more. A run too short for a share to stop it
   * is held to its limit here.
   */
  public Optional<Stop> atEnd() {
    int all = finished.get();
    int failures = failed.get();
    Stop closedBy = stop.get();
    boolean failedLate = closedBy == null && all > 0 && isTooLarge(failures, all);
    return Optional.ofNullable(failedLate ? tooLarge(failures, all) : closedBy);
  }

  private void closeIfOver(Duration duration, boolean isFirst) {
    long now = nanoClock.getAsLong();
    if (isFirst) {
      firstNanos.set(now);
      return;
    }
    // Nobody may have begun, or another thread not yet said when: then it is the first moment.
    long first = firstNanos.get();
    if (first != 0 && now - first >= duration.toNanos()) {
      close(timeIsOver(duration));
    }
  }

  /** Why a run ends whose time is over. */
  static Stop timeIsOver(Duration duration) {
    return new Stop(StopCause.DURATION, seconds(duration) + " s are over, the duration asked for");
  }

  /**
   * Something of the dataset can't be made.
   *
   * @param what it is, in the plural
   * @param why a sentence of its maker's
   */
  static Stop unmade(String what, String why) {
    // Within a sentence of others, on one line.
    String reason = why.strip().replaceAll("[.]$", "").replaceAll("\\s+", " ");
    return new Stop(StopCause.DATASET, "no more " + what + " can be made: " + reason);
  }

  private boolean isTooLarge(int failures, int all) {
    OptionalDouble most = rules.maxErrorRate();
    return most.isPresent() && failures > most.getAsDouble() * all;
  }

  private Stop tooLarge(int failures, int all) {
    return new Stop(
        StopCause.MAX_ERROR_RATE,
        String.format(
            Locale.ROOT,
            "%d of %d requests failed (%.1f %%), and max-error-rate allows %s",
            failures,
            all,
            100.0 * failures / all,
            rules.maxErrorRate().orElseThrow()));
  }

  private static String seconds(Duration duration) {
    double seconds = duration.toNanos() / 1e9;
    return seconds == Math.rint(seconds)
        ? String.valueOf(Math.round(seconds))
        : String.valueOf(seconds);
  }
}
