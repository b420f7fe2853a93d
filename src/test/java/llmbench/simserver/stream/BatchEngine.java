package llmbench.simserver.stream;

import io.netty.channel.EventLoop;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import llmbench.simserver.config.Timing;

/** Runs the {@link BatchScheduler} against the clock, on one event loop. */
public final class BatchEngine implements Engine {

  private final EventLoop loop;
  private final BatchScheduler<Answer> scheduler;
  private long timerNanos = BatchScheduler.IDLE;
  private volatile int waiting;

  public BatchEngine(EventLoop loop, Timing.Batch timing) {
    this.loop = loop;
    this.scheduler =
        new BatchScheduler<>(
            timing,
            new BatchScheduler.Admission<>() {
              @Override
              public void at(Answer answer, long nanos) {
                int unused = answer.accepted().scheduled(nanos);
              }

              @Override
              public int cachedTokens(Answer answer) {
                return answer.accepted().prefill().cachedTokens();
              }
            });
  }

  @Override
  public void begin(Answer answer) {
    onLoop(
        () -> {
          int promptTokens = answer.accepted().prefill().promptTokens();
          scheduler.arrive(answer, answer.readyNanos(), promptTokens, answer.request().tokens());
          arm();
        });
  }

  @Override
  public void abort(Answer answer) {
    onLoop(() -> scheduler.remove(answer));
  }

  @Override
  public int waiting() {
    return waiting;
  }

  private void tick() {
    timerNanos = BatchScheduler.IDLE;
    for (Answer answer : scheduler.tick(System.nanoTime())) {
      if (answer.loop() == loop) {
        answer.next();
      } else {
        answer.loop().execute(answer::next);
      }
    }
    arm();
  }

  /** Makes sure that a timer runs for the time the scheduler wants. */
  private void arm() {
    waiting = scheduler.waiting();
    long due = scheduler.dueNanos();
    if (due < timerNanos) {
      timerNanos = due;
      long delay = Math.max(0, due - System.nanoTime());
      ScheduledFuture<?> unused = loop.schedule(this::tick, delay, TimeUnit.NANOSECONDS);
    }
  }

  private void onLoop(Runnable work) {
    if (loop.inEventLoop()) {
      work.run();
    } else {
      loop.execute(work);
    }
  }
}
