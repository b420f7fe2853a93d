package llmbench.progress;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import llmbench.timeline.RequestRecord;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run while it measures, from its first request to the end of its last: a line that is
 * renewed every second, or a new one every five.
 *
 * <p>Has a thread of its own, which sleeps except for the moment in which it reads the figures. Of
 * all this nothing is for event loops but {@link #over}.
 */
public final class LiveLine implements AutoCloseable {

  /** How often it looks whether the first request was sent. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** How often it looks whether the last request is recorded. */
  private static final long CATCH_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final long CLOSE_MILLIS = 1000;

  private static final int GOES_ON = -1;

  /** What {@link #tick} says when there is nothing more to do. */
  static final long ENDED = -1;

  private final Live live;
  private final ProgressLine line;
  private final @Nullable Place place;
  private final LongSupplier nanoClock;
  private final QuietTimes quietTimes;
  private final Thread thread = new Thread(this::run, "llm-progress");

  /** The requests that are finished when the run is over. */
  private final AtomicInteger last = new AtomicInteger(GOES_ON);

  private volatile boolean closed;

  /** Of its own thread, as {@link #dueNanos} is. */
  private boolean begun;

  private long dueNanos;

  private LiveLine(
      Live live,
      ProgressLine line,
      @Nullable Place place,
      LongSupplier nanoClock,
      Consumer<Quiet> whenQuiet) {
    this.live = live;
    this.line = line;
    this.place = place;
    this.nanoClock = nanoClock;
    quietTimes = new QuietTimes(whenQuiet);
    thread.setDaemon(true);
  }

  /**
   * A line that is renewed in its place.
   *
   * @param name of the part of the run; empty for a run of one
   * @param terminal how wide it is, and whether it has colours
   * @param nanoClock the clock of the requests' stamps
   * @param whenQuiet is told when no token comes for long
   */
  public static LiveLine inPlace(
      String name,
      Live live,
      Terminal terminal,
      LastLine lastLine,
      LongSupplier nanoClock,
      Consumer<Quiet> whenQuiet) {
    int columns = terminal.columns() - LastLine.SPARE_COLUMNS;
    ProgressLine line = new ProgressLine(name, columns, terminal.colour());
    return new LiveLine(live, line, new Place.InPlace(lastLine), nanoClock, whenQuiet);
  }

  /** A plain line after the other. */
  public static LiveLine inLog(
      String name, Live live, PrintStream out, LongSupplier nanoClock, Consumer<Quiet> whenQuiet) {
    ProgressLine line = new ProgressLine(name, Terminal.NONE.columns(), false);
    return new LiveLine(live, line, new Place.Log(out), nanoClock, whenQuiet);
  }

  /** Nothing is shown. */
  public static LiveLine off(Live live) {
    return new LiveLine(live, new ProgressLine("", 0, false), null, () -> 0, quiet -> {});
  }

  /** The run is about to begin. */
  public void open() {
    if (place != null) {
      thread.start();
    }
  }

  /** A request is finished, and recorded. Any thread but an event loop. */
  public void finished(RequestRecord request) {
    if (place != null) {
      live.finished(request);
    }
  }

  /**
   * The last request is finished, though it may not be recorded yet. Any thread, any number of
   * times.
   *
   * @param requests that are finished, in all
   */
  public void over(int requests) {
    var unused = last.accumulateAndGet(requests, Math::max);
    LockSupport.unpark(thread);
  }

  /** Ends the line. What is finished is recorded, or never will be. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    if (place == null) {
      return;
    }
    Rehearsal.of(line);
    long rest = tick(nanoClock.getAsLong());
    while (rest != ENDED) {
      LockSupport.parkNanos(this, rest);
      rest = tick(nanoClock.getAsLong());
    }
  }

  /** Does what is due; how long to rest then, or {@link #ENDED}. */
  long tick(long nowNanos) {
    if (place == null) {
      return ENDED;
    }
    if (!begun) {
      begun = live.begins(nowNanos);
      dueNanos = nowNanos + place.everyNanos();
      if (!begun) {
        return closed ? ENDED : LOOK_NANOS;
      }
    }
    boolean over = last.get() != GOES_ON;
    if (closed || (over && live.isOver(last.get()))) {
      place.end(line.last(live.at(nowNanos)));
      return ENDED;
    }
    if (over) {
      place.makeWay();
      return CATCH_UP_NANOS;
    }
    if (nowNanos >= dueNanos) {
      LiveFigures figures = live.at(nowNanos);
      quietTimes.look(live.quiet());
      place.show(line.of(figures, live.quiet()));
      dueNanos += place.everyNanos() * (1 + (nowNanos - dueNanos) / place.everyNanos());
    }
    return Math.max(1, dueNanos - nowNanos);
  }
}
