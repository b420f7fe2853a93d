package llmbench.recorder;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import llmbench.files.Folder;
import llmbench.files.IoReason;
import llmbench.timeline.Conditions;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;

/**
 * Records finished requests and the facts of the run in the run directory, on a thread of its own.
 *
 * <p>{@link #accept} is for event loops: it takes no lock, makes no string and never waits. Lines
 * are written whole and at most {@link #FLUSH_NANOS} late, so a run that is killed can still be
 * reported. What is written is forgotten: memory doesn't grow with the number of requests. A full
 * disk is tried again until the end; what didn't get onto it is counted.
 *
 * <p>A run begins before its directory is known: until {@link #open} the requests wait.
 */
public final class Recorder implements AutoCloseable {

  /** Lines reach the file after this time, a fifth of a second. */
  private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** How long the thread rests when there is nothing to write. */
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** How long it is tried to open the file; the requests wait in memory. */
  private static final long OPEN_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final RunClock clock;
  private final RunFacts facts;
  private final Queue<Supplier<RequestRecord>> finished = new ConcurrentLinkedQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "llm-recorder");

  private volatile @Nullable Path directory;
  private final AtomicReference<@Nullable End> end = new AtomicReference<>();
  private volatile @Nullable IOException failure;
  private volatile @Nullable Conditions conditions;
  private volatile UnaryOperator<RunFacts> completed = known -> known;

  private final LineFiles lineFile;
  private final Consumer<RequestRecord> recorded;

  /** Of the recorder's thread, as what follows. */
  private long taken;

  private int lost;

  private @Nullable Throwable cause;

  /** How the run ended, and what stopped it. */
  private record End(RunFacts.State how, RunFacts.@Nullable Stop why) {}

  private Recorder(
      RunClock clock, RunFacts facts, LineFiles lineFile, Consumer<RequestRecord> recorded) {
    this.clock = clock;
    this.facts = facts;
    this.lineFile = lineFile;
    this.recorded = recorded;
  }

  /**
   * Starts recording.
   *
   * @param facts of the run so far; its state and end are kept up by the recorder
   */
  public static Recorder start(RunClock clock, RunFacts facts) {
    return start(clock, facts, request -> {});
  }

  /**
   * Starts recording.
   *
   * @param recorded is told each request behind its line, on the recorder's thread, so that others
   *     needn't make a record of their own
   */
  public static Recorder start(RunClock clock, RunFacts facts, Consumer<RequestRecord> recorded) {
    return start(clock, facts, LineFile::create, recorded);
  }

  static Recorder start(
      RunClock clock, RunFacts facts, LineFiles lineFile, Consumer<RequestRecord> recorded) {
    Recorder recorder = new Recorder(clock, facts, lineFile, recorded);
    recorder.thread.setDaemon(true);
    recorder.thread.start();
    return recorder;
  }

  /** Makes the file of the requests. */
  interface LineFiles {
    LineFile at(Path file) throws IOException;
  }

  /** The run's clock. */
  public RunClock clock() {
    return clock;
  }

  /**
   * Tells where the run directory is; run.json and requests.jsonl are begun there, on the
   * recorder's thread, which makes it if need be.
   */
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
   * Tells how the facts are completed at the end, before the recorder is closed.
   *
   * @param more adds what the requests have told; called behind the last of them, on the recorder's
   *     thread
   */
  public void completedBy(UnaryOperator<RunFacts> more) {
    completed = more;
  }

  /**
   * Takes a finished request. Any thread; never waits.
   *
   * @param request makes the record; called later, on the recorder's thread
   */
  public void accept(Supplier<RequestRecord> request) {
    if (ended.getCount() > 0) {
      finished.add(request);
    }
  }

  /** Does with a request what is done with a measured one, and keeps nothing of it. */
  public static void warmUp(RequestRecord request) {
    try {
      RequestLine.write(request, OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what is left, marks the run as ended by itself, and waits until that is on disk. */
  @Override
  public void close() {
    close(RunFacts.State.FINISHED, null);
  }

  /**
   * Writes what is left, marks the run's end, and waits until that is on disk.
   *
   * @param why what stopped the run, or made it a failure; null for nothing
   * @return whether this call ended the run; one that is closed stays as it was
   */
  public boolean close(RunFacts.State how, RunFacts.@Nullable Stop why) {
    boolean first = end.compareAndSet(null, new End(how, why));
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

  /** Why the record is not whole, once it is closed; null when everything could be written. */
  public @Nullable IOException failure() {
    return failure;
  }

  private void run() {
    try {
      Path known = awaitDirectory();
      if (known != null) {
        record(known);
      }
    } catch (IOException | RuntimeException | Error e) {
      cause = e;
    } finally {
      lost += finished.size();
      if (cause != null) {
        failure = failed(cause);
      }
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
    Folder.made(known);
    RunFileWriter runFile = new RunFileWriter(known.resolve("run.json"));
    try {
      runFile.write(facts);
    } catch (IOException e) {
      // The requests are worth more than their frame, and the end writes it again.
      cause = e;
    }
    End last;
    try (LineFile lines = lines(known.resolve("requests.jsonl"))) {
      last = record(lines);
    }
    long endNanos = clock.sinceZero(System.nanoTime());
    RunFacts ended = facts.ended(last.how(), endNanos, last.why()).under(conditions);
    runFile.write(completed.apply(ended.counting(taken)));
    if (lost == 0) {
      // It was only for a time that nothing could be written.
      cause = null;
    }
  }

  /** A run's first moment may have as many connections open as there may be files. */
  private LineFile lines(Path file) throws IOException {
    long begin = System.nanoTime();
    while (true) {
      try {
        return lineFile.at(file);
      } catch (IOException e) {
        if (end.get() != null || System.nanoTime() - begin > OPEN_NANOS) {
          throw e;
        }
        cause = e;
        LockSupport.parkNanos(this, REST_NANOS);
      }
    }
  }

  /** Writes what is finished until the run has ended. */
  private End record(LineFile lines) throws IOException {
    long flushedNanos = System.nanoTime();
    boolean blocked = false;
    while (true) {
      End last = end.get();
      Supplier<RequestRecord> next = finished.poll();
      if (next != null) {
        taken++;
        append(next, lines);
      } else if (last != null) {
        if (flush(lines)) {
          lines.sync();
        }
        lost += lines.waiting();
        return last;
      }
      long now = System.nanoTime();
      if ((lines.isFull() && !blocked) || now - flushedNanos > FLUSH_NANOS) {
        blocked = !flush(lines);
        flushedNanos = now;
      }
      if (next == null) {
        LockSupport.parkNanos(this, REST_NANOS);
      }
    }
  }

  private void append(Supplier<RequestRecord> next, LineFile lines) {
    try {
      RequestRecord request = next.get();
      if (!lines.append(out -> RequestLine.write(request, out))) {
        lost++;
      }
      tell(request);
    } catch (IOException | RuntimeException e) {
      // One request that can't be recorded must not cost the others.
      lost++;
      cause = e;
    }
  }

  /** Whoever looks on can't cost the record anything. */
  private void tell(RequestRecord request) {
    try {
      recorded.accept(request);
    } catch (RuntimeException unseen) {
      // It is not seen, then; it is recorded.
    }
  }

  private boolean flush(LineFile lines) {
    try {
      lines.flush();
      return true;
    } catch (IOException e) {
      cause = e;
      return false;
    }
  }

  private IOException failed(Throwable why) {
    String reason = why instanceof IOException e ? IoReason.named(e) : "";
    String what =
        lost == 0
            ? "run.json does not say how the run ended"
            : lost + (lost == 1 ? " request is" : " requests are") + " missing in requests.jsonl";
    return new IOException(what + " (" + (reason.isEmpty() ? why : reason) + ")", why);
  }
}
