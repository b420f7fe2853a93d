package llmbench.simserver.stream;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import llmbench.simserver.config.Timing;

/**
 * Every answer by its own timetable: token k is due at arrival + TTFT + prefill + k · gap.
 * Absolute, so that being late once does not make all later tokens late.
 */
public final class FixedEngine implements Engine {

  /** How soon to look again whether a client that reads slowly has caught up. */
  private static final long SLOW_CLIENT_NANOS = 200_000;

  private final Timing.Fixed timing;

  public FixedEngine(Timing.Fixed timing) {
    this.timing = timing;
  }

  @Override
  public void begin(Answer answer) {
    int cached = answer.accepted().scheduled(answer.arrivedNanos());
    int left = answer.accepted().prefill().promptTokens() - cached;
    long prefillNanos = left * timing.prefillTokenNanos();
    schedule(answer, answer.arrivedNanos() + timing.ttftNanos() + prefillNanos);
  }

  @Override
  public void abort(Answer answer) {
    // Its timetable ends by itself: nothing is left to write.
  }

  @Override
  public int waiting() {
    return 0;
  }

  private void schedule(Answer answer, long dueNanos) {
    long delay = dueNanos - System.nanoTime();
    Runnable token = () -> token(answer, dueNanos);
    if (delay <= 0) {
      answer.loop().execute(token);
    } else {
      ScheduledFuture<?> unused = answer.loop().schedule(token, delay, TimeUnit.NANOSECONDS);
    }
  }

  private void token(Answer answer, long dueNanos) {
    if (answer.left() == 0) {
      return;
    }
    if (!answer.isWritable()) {
      schedule(answer, System.nanoTime() + SLOW_CLIENT_NANOS);
      return;
    }
    answer.next();
    if (answer.left() > 0) {
      schedule(answer, dueNanos + timing.gapNanos());
    }
  }
}
