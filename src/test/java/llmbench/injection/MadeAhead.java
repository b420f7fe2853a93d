package llmbench.injection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import llmbench.timeline.LatePrompts;
import org.jspecify.annotations.Nullable;

/**
 * What another iterator has, made before it is asked for: as many as are to be held by {@link
 * #fill}, and the others by a thread of its own while the first are taken. Whoever asks for one
 * that isn't made yet waits for it, and is counted. To be taken by one thread at a time.
 */
public final class MadeAhead<T> implements Iterator<T>, AutoCloseable {

  private static final double NANOS_PER_MILLI = 1e6;

  private final Iterator<? extends T> source;
  private final int most;

  // Guarded by this, as all that follows.
  private final Deque<T> ready = new ArrayDeque<>();
  private boolean over;
  private boolean begun;
  private @Nullable RuntimeException failure;
  private int late;
  private long mostLateNanos;

  /**
   * Ahead of an iterator, which nobody else takes from.
   *
   * @param most how many are held at most
   */
  public MadeAhead(Iterator<? extends T> source, int most) {
    this.source = source;
    this.most = most;
  }

  /**
   * Makes as many as may be held, on this thread.
   *
   * @throws RuntimeException the source's own
   */
  public void fill() {
    while (size() < most && source.hasNext()) {
      add(source.next());
    }
  }

  private synchronized int size() {
    return ready.size();
  }

  private synchronized void add(T made) {
    ready.add(made);
    notifyAll();
  }

  /** Makes the others, if there are any, while they are taken. */
  public void begin() {
    synchronized (this) {
      if (begun || over) {
        return;
      }
      begun = true;
    }
    Thread thread = new Thread(this::makeOthers, "llm-conversations");
    thread.setDaemon(true);
    thread.start();
  }

  private void makeOthers() {
    try {
      while (isRoomAwaited() && source.hasNext()) {
        add(source.next());
      }
      end(null);
    } catch (RuntimeException e) {
      end(e);
    }
  }

  private synchronized boolean isRoomAwaited() {
    try {
      while (!over && ready.size() >= most) {
        wait();
      }
      return !over;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private synchronized void end(@Nullable RuntimeException why) {
    over = true;
    failure = why;
    notifyAll();
  }

  @Override
  public synchronized boolean hasNext() {
    awaitNext();
    if (ready.isEmpty() && failure != null) {
      throw failure;
    }
    return !ready.isEmpty();
  }

  private void awaitNext() {
    if (!ready.isEmpty() || over) {
      return;
    }
    long asked = System.nanoTime();
    try {
      while (ready.isEmpty() && !over) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ready.isEmpty()) {
      late++;
      mostLateNanos = Math.max(mostLateNanos, System.nanoTime() - asked);
    }
  }

  @Override
  public synchronized T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    notifyAll();
    return ready.remove();
  }

  /** Those that weren't made in time; empty where all were. */
  public synchronized Optional<LatePrompts> late() {
    return late == 0
        ? Optional.empty()
        : Optional.of(new LatePrompts(late, mostLateNanos / NANOS_PER_MILLI));
  }

  /** Makes no more; those that are made may still be taken. */
  @Override
  public void close() {
    end(null);
  }
}
