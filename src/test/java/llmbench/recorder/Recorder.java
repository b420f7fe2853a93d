package llmbench.recorder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import llmbench.timeline.Conditions;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;

/**
 * Records finished requests and the facts of the run in the run directory, on a thread of its own.
 *
 * <p>{@link #accept} is for event loops: it takes no lock, makes no string and never waits. Lines
 * are written whole and at most {@link #FLUSH_NANOS} late, so a run that is killed can still be
 * reported. What is written is forgotten: memory doesn't grow with the number of requests.
 *
 * <p>A run begins before its directory is known: until {@link #open} the requests wait.
 */
public final class Recorder implements AutoCloseable {

  /** Lines reach the file after this time, a fifth of a second. */
  private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** How long the thread rests when there is nothing to write. */
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final RunClock clock;
  private final RunFacts facts;
  private final Queue<Supplier<RequestRecord>> finished = new ConcurrentLinkedQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "llm-recorder");

  private volatile @Nullable Path directory;
  private final AtomicReference<RunFacts.@Nullable State> end = new AtomicReference<>();
  private volatile @Nullable IOException failure;
  private volatile @Nullable Conditions conditions;

  /**
   * Starts recording.
   *
   * @param facts of the run so far; its state and end are kept up by the recorder
   */
  public Recorder(RunClock clock, RunFacts facts) {
    this.clock = clock;
    this.facts = facts;
    thread.setDaemon(true);
    thread.start();
  }

  /** The run's clock. */
  public RunClock clock() {
    return clock;
  }

  /** Tells where the run directory is; run.json and requests.jsonl are begun there. */
  public void open(Path runDirectory) {
    directory = runDirectory;
    LockSupport.unpark(thread);
  }

  /** Where the run directory is; null while that isn't known. */
  public @Nullable Path directory() {
    return directory;
  }

  /** Tells what the run was measured under, before it is closed. */
  public void measuredUnder(Conditions seen) {
    conditions = seen;
  }

  /**
   * Takes a finished request. Any thread; never waits.
   *
   * @param request makes the record; called later, on the recorder's thread
   */
  public void accept(Supplier<RequestRecord> request) {
    if (failure == null) {
      finished.add(request);
    }
  }

  /** Writes what is left, marks the run as ended by itself, and waits until that is on disk. */
  @Override
  public void close() {
    close(RunFacts.State.FINISHED);
  }

  /**
   * Writes what is left, marks the run's end, and waits until that is on disk.
   *
   * @return whether this call ended the run; one that is closed stays as it was
   */
  public boolean close(RunFacts.State how) {
    boolean first = end.compareAndSet(null, how);
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (ended.getCount() > 0) {
      try {
        ended.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return first;
  }

  /** Why the record is not whole; null while everything could be written. */
  public @Nullable IOException failure() {
    return failure;
  }

  private void run() {
    try {
      Path known = awaitDirectory();
      if (known != null) {
        record(known);
      }
    } catch (IOException e) {
      failure = e;
    } catch (RuntimeException e) {
      failure = new IOException("a request could not be recorded: " + e, e);
    } finally {
      ended.countDown();
    }
  }

  private @Nullable Path awaitDirectory() {
    while (directory == null && end.get() == null) {
      LockSupport.parkNanos(this, REST_NANOS);
    }
    return directory;
  }

  private void record(Path known) throws IOException {
    RunFile runFile = new RunFile(known.resolve("run.json"));
    runFile.write(facts);
    try (LineFile lines = new LineFile(known.resolve("requests.jsonl"))) {
      long flushedNanos = System.nanoTime();
      while (true) {
        RunFacts.State how = end.get();
        Supplier<RequestRecord> next = finished.poll();
        if (next != null) {
          lines.append(out -> RequestLine.write(next.get(), out));
        }
        boolean idle = next == null;
        if (idle && how != null) {
          lines.flush();
          lines.sync();
          runFile.write(facts.ended(how, clock.sinceZero(System.nanoTime())).under(conditions));
          return;
        }
        long now = System.nanoTime();
        if (lines.isFull() || now - flushedNanos > FLUSH_NANOS) {
          lines.flush();
          flushedNanos = now;
        }
        if (idle) {
          LockSupport.parkNanos(this, REST_NANOS);
        }
      }
    }
  }
}
