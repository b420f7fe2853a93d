package llmbench.recorder;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import llmbench.timeline.ClientLoad;
import org.jspecify.annotations.Nullable;

/**
 * Watches how busy the client itself is, from the first measured request to the end of the last.
 *
 * <p>{@link #begin}, {@link #tick} and {@link #end} are for event loops: they set a flag or count.
 * What asks the JVM or the system runs on a thread of its own.
 */
public final class ClientWatch {

  /** A thread that doesn't get the CPU for so long has told enough. */
  private static final long LAST_READING_SECONDS = 2;

  private final RunClock clock;
  private final ProcessLoad process = new ProcessLoad();
  private final LagCounts lags = new LagCounts();
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicBoolean over = new AtomicBoolean();
  private final CountDownLatch read = new CountDownLatch(1);
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "llm-client-watch");
            thread.setDaemon(true);
            return thread;
          });

  private volatile ProcessLoad.@Nullable Reading first;
  private volatile @Nullable ClientLoad load;

  private ClientWatch(RunClock clock) {
    this.clock = clock;
  }

  /** A watch that is ready; nothing is counted yet. */
  public static ClientWatch ready(RunClock clock) {
    ClientWatch watch = new ClientWatch(clock);
    // Loads what the first reading needs, so that it costs the first request nothing.
    watch.reader.execute(watch.process::read);
    return watch;
  }

  /** The first request is about to be sent. Any thread, any number of times. */
  public void begin() {
    if (!begun.get() && begun.compareAndSet(false, true)) {
      reader.execute(() -> first = process.begin());
    }
  }

  /**
   * An event loop's timer fired.
   *
   * @param lagNanos how late it was
   * @param intervalNanos the time from one to the next
   * @return whether more are wanted
   */
  public boolean tick(long lagNanos, long intervalNanos) {
    boolean more = !over.get();
    if (more && begun.get()) {
      lags.add(lagNanos, intervalNanos);
    }
    return more;
  }

  /** The last request has ended. Any thread, any number of times. */
  public void end() {
    if (over.compareAndSet(false, true)) {
      reader.execute(
          () -> {
            ProcessLoad.Reading begin = first;
            load = begin == null ? null : load(begin, process.read());
            read.countDown();
          });
    }
  }

  /** Ends the watch; what it has seen, or null when no request was sent. */
  public @Nullable ClientLoad close() {
    end();
    try {
      if (!read.await(LAST_READING_SECONDS, TimeUnit.SECONDS)) {
        return null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return load;
  }

  /** Whether the reading at the beginning is still to come. */
  boolean isReading() {
    return first == null;
  }

  private ClientLoad.Pause onRunClock(ClientLoad.Pause pause) {
    return new ClientLoad.Pause(
        clock.sinceZero(pause.fromNanos()), clock.sinceZero(pause.toNanos()));
  }

  private ClientLoad load(ProcessLoad.Reading begin, ProcessLoad.Reading end) {
    double seconds = (end.nanos() - begin.nanos()) / 1e9;
    Double cpuSeconds =
        begin.cpuNanos() < 0 || end.cpuNanos() < 0
            ? null
            : (end.cpuNanos() - begin.cpuNanos()) / 1e9;
    return new ClientLoad(
        seconds,
        lags.summary(),
        new ClientLoad.Gc(
            end.gcPauses() - begin.gcPauses(),
            end.gcMillis() - begin.gcMillis(),
            end.longestGcMillis(),
            end.gcTimes().stream().map(this::onRunClock).toList()),
        Runtime.getRuntime().availableProcessors(),
        cpuSeconds,
        end.machineCpu(),
        RunClock.now().stepMillisSince(clock));
  }
}
