package llmbench.injection;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;

/**
 * How far evalscope's own dispatch loop is: which requests it has made a task of, and when its
 * {@code --duration} keeps it from making more. It goes through all requests in order, and of each
 *
 * <pre>
 * closed loop   it stops if the deadline is over; sleeps until the request's time, or until the
 *               deadline if that is known and sooner; waits while as many tasks as may be are
 *               alive; makes the task, which waits for one of so many places, and then sends
 * open loop     it sleeps likewise; stops if the deadline is over; makes the task, which sends
 * </pre>
 *
 * <p>The deadline of the closed loop is set when the first measured request is sent, that of the
 * open loop when its phase begins. So a closed loop sends requests behind the deadline: those whose
 * tasks are made and wait for a place, and the one that the loop was about to make a task of.
 *
 * <p>Nothing but the rule: it has no clock, and sends nothing. Whoever has seen time pass says so.
 * Any thread.
 *
 * <p>Source: {@code evalscope/perf/core/strategies/closed_loop.py} and {@code open_loop.py}, {@code
 * _run_phase}.
 */
final class EvalscopeLoop {

  private final boolean open;
  private final int requests;
  private final int warmUps;
  private final long mostTasks;
  private final long durationNanos;
  private final PrimitiveIterator.@Nullable OfLong times;

  private enum Step {
    /** To see whether there is time for the next request. */
    CHECK,
    /** Until the next request's time. */
    SLEEP,
    /** Until there is room for one more task. */
    ROOM,
    /** All tasks are made that will be. */
    OVER
  }

  private Step step = Step.CHECK;
  private boolean begun;
  private long zeroNanos;
  private @Nullable Long deadlineNanos;
  private long wakeNanos;
  private int made;
  private int alive;

  /** Of the tool's own list, from which it takes those that are done only where it is full. */
  private int listed;

  private @Nullable Integer awaited;
  private boolean cut;

  private EvalscopeLoop(
      boolean open,
      int requests,
      int warmUps,
      long mostTasks,
      long durationNanos,
      PrimitiveIterator.@Nullable OfLong times) {
    this.open = open;
    this.requests = requests;
    this.warmUps = warmUps;
    this.mostTasks = mostTasks;
    this.durationNanos = durationNanos;
    this.times = times;
  }

  /**
   * A closed loop.
   *
   * @param requests all of them, warm-up requests among them
   * @param warmUps how many of them go first and aren't measured
   * @param mostTasks {@code --parallel} times {@code --in-flight-task-multiplier}, at least one
   * @param durationNanos how long requests are sent from the first measured one on
   * @param times of all requests, from the loop's beginning; null without a rate
   */
  static EvalscopeLoop closed(
      int requests,
      int warmUps,
      long mostTasks,
      long durationNanos,
      PrimitiveIterator.@Nullable OfLong times) {
    return new EvalscopeLoop(false, requests, warmUps, mostTasks, durationNanos, times);
  }

  /**
   * The measured phase of an open loop.
   *
   * @param durationNanos how long requests are sent from the beginning on
   * @param times of all requests, from the loop's beginning
   */
  static EvalscopeLoop open(int requests, long durationNanos, PrimitiveIterator.OfLong times) {
    return new EvalscopeLoop(true, requests, 0, Long.MAX_VALUE, durationNanos, times);
  }

  /** Begins, once: what is called again has no effect. All stamps are of the same clock. */
  synchronized void begin(long nowNanos) {
    if (!begun) {
      begun = true;
      zeroNanos = nowNanos;
      if (open) {
        deadlineNanos = nowNanos + durationNanos;
      }
      look(nowNanos);
    }
  }

  /** Goes on as far as it can at this time. */
  synchronized void look(long nowNanos) {
    while (begun && step != Step.OVER && goesOn(nowNanos)) {
      // Each turn is a step.
    }
  }

  private boolean goesOn(long nowNanos) {
    if (made == requests) {
      end(nowNanos);
      return false;
    }
    return switch (step) {
      case CHECK -> check(nowNanos);
      case SLEEP -> sleep(nowNanos);
      default -> make();
    };
  }

  private boolean check(long nowNanos) {
    if (!open && isOver(nowNanos)) {
      cut(nowNanos);
      return false;
    }
    wakeNanos = times == null ? nowNanos : zeroNanos + times.nextLong();
    if (deadlineNanos != null) {
      wakeNanos = Math.min(wakeNanos, deadlineNanos);
    }
    step = Step.SLEEP;
    return true;
  }

  private boolean sleep(long nowNanos) {
    if (nowNanos < wakeNanos) {
      return false;
    }
    if (open && isOver(nowNanos)) {
      cut(nowNanos);
      return false;
    }
    step = Step.ROOM;
    return true;
  }

  private boolean make() {
    if (listed >= mostTasks) {
      if (alive >= mostTasks) {
        return false;
      }
      listed = alive;
    }
    made++;
    alive++;
    listed++;
    step = Step.CHECK;
    return true;
  }

  private boolean isOver(long nowNanos) {
    return deadlineNanos != null && nowNanos >= deadlineNanos;
  }

  private void cut(long nowNanos) {
    cut = true;
    end(nowNanos);
  }

  private void end(long nowNanos) {
    step = Step.OVER;
    if (listed > 0 && isOver(nowNanos)) {
      awaited = listed;
    }
  }

  /** A request is sent: the first measured one begins the time of a closed loop. */
  synchronized void sent(int place, long nowNanos) {
    if (!open && place >= warmUps && deadlineNanos == null) {
      deadlineNanos = nowNanos + durationNanos;
    }
  }

  /** A request that was sent is over: there is room for one more task. */
  synchronized void over(long nowNanos) {
    alive--;
    look(nowNanos);
  }

  /** How many tasks are made: of all requests before this place. */
  synchronized int made() {
    return made;
  }

  /** Whether no more tasks are made. */
  synchronized boolean isOver() {
    return step == Step.OVER;
  }

  /** Whether the deadline has kept it from making them all. */
  synchronized boolean isCut() {
    return cut;
  }

  /** The deadline, once it is known. */
  synchronized OptionalLong deadlineNanos() {
    return deadlineNanos == null ? OptionalLong.empty() : OptionalLong.of(deadlineNanos);
  }

  /**
   * How many requests are awaited behind the deadline, as the tool counts them: also those that are
   * done, and that it has not looked at since. Empty where it says nothing of them.
   */
  synchronized OptionalInt awaited() {
    return awaited == null ? OptionalInt.empty() : OptionalInt.of(awaited);
  }
}
