package llmbench.recorder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import llmbench.files.IoReason;
import llmbench.timeline.RequestRecord;
import org.jspecify.annotations.Nullable;

/**
 * probes.jsonl: requests that are sent beside a load, a line each as in requests.jsonl, written on
 * a thread of its own as they end. They come one after the other, so each is written at once: a run
 * that is killed has all but the last.
 */
public final class ProbeFile implements AutoCloseable {

  /** Its name beside requests.jsonl. */
  public static final String NAME = "probes.jsonl";

  /** An empty one ends it. */
  private final BlockingQueue<Optional<Supplier<RequestRecord>>> finished =
      new LinkedBlockingQueue<>();

  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable Thread thread;
  private int lost;
  private @Nullable Exception cause;

  /** Begins the file in a directory that is there, or is made. */
  public synchronized void open(Path directory) {
    thread = new Thread(() -> write(directory.resolve(NAME)), "llm-probes");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Takes a finished request. Any thread; never waits.
   *
   * @param request makes the record; called later, on the file's own thread
   */
  public void accept(Supplier<RequestRecord> request) {
    if (!closed.get()) {
      finished.add(Optional.of(request));
    }
  }

  /** Waits until all that was taken is written; one that was never opened has nothing to write. */
  @Override
  public synchronized void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    finished.add(Optional.empty());
    boolean interrupted = false;
    while (thread != null && thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Why the file isn't whole, once it is closed; null where it is. */
  public synchronized @Nullable IOException failure() {
    if (lost == 0) {
      return null;
    }
    String why = cause instanceof IOException e ? IoReason.named(e) : String.valueOf(cause);
    return new IOException(
        lost + (lost == 1 ? " probe is" : " probes are") + " missing in " + NAME + " (" + why + ")",
        cause);
  }

  private void write(Path file) {
    try (LineFile lines = LineFile.create(file)) {
      for (RequestRecord next = next(); next != null; next = next()) {
        append(next, lines);
      }
      flush(lines);
      lines.sync();
      lost += lines.waiting();
    } catch (IOException e) {
      cause = e;
      lost += drained();
    }
  }

  private void append(RequestRecord probe, LineFile lines) throws IOException {
    if (!lines.append(out -> RequestLine.write(probe, out))) {
      lost++;
    }
    flush(lines);
  }

  /** What a full disk doesn't take now it may take with the next line. */
  private void flush(LineFile lines) {
    try {
      lines.flush();
    } catch (IOException e) {
      cause = e;
    }
  }

  /** Those that nobody writes, until the end. */
  private int drained() {
    int left = 0;
    while (next() != null) {
      left++;
    }
    return left;
  }

  private @Nullable RequestRecord next() {
    while (true) {
      try {
        return finished.take().map(Supplier::get).orElse(null);
      } catch (InterruptedException e) {
        // It ends when it is closed, and nobody else has this thread.
        cause = e;
      }
    }
  }
}
