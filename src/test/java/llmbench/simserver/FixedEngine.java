package llmbench.simserver;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Every answer by its own timetable: token k is due at arrival + TTFT + k · gap. Absolute, so that
 * being late once does not make all later tokens late.
 */
final class FixedEngine implements Engine {

  /** How soon to look again whether a client that reads slowly has caught up. */
  private static final long SLOW_CLIENT_NANOS = 200_000;

  private final Timing.Fixed timing;

  FixedEngine(Timing.Fixed timing) {
    this.timing = timing;
  }

  @Override
  public void begin(Generation generation) {
    schedule(generation, generation.truth().arrivedNanos() + timing.ttftNanos());
  }

  @Override
  public void abort(Generation generation) {
    // Its timetable ends by itself: nothing is left to write.
  }

  @Override
  public int waiting() {
    return 0;
  }

  private void schedule(Generation generation, long dueNanos) {
    long delay = dueNanos - System.nanoTime();
    Runnable token = () -> token(generation, dueNanos);
    if (delay <= 0) {
      generation.loop().execute(token);
    } else {
      ScheduledFuture<?> unused = generation.loop().schedule(token, delay, TimeUnit.NANOSECONDS);
    }
  }

  private void token(Generation generation, long dueNanos) {
    if (generation.left() == 0) {
      return;
    }
    if (!generation.isWritable()) {
      schedule(generation, System.nanoTime() + SLOW_CLIENT_NANOS);
      return;
    }
    generation.next();
    if (generation.left() > 0) {
      schedule(generation, dueNanos + timing.gapNanos());
    }
  }
}
