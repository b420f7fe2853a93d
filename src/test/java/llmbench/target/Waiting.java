package llmbench.target;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import llmbench.timeline.Counted;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a server's answers, and says who is waited for once that takes a while: after two
 * seconds, then after twice as long, and so on. Where many are waited for at once, one speaks for
 * all. Thread-safe.
 */
final class Waiting {

  private static final Duration QUIET = Duration.ofSeconds(2);

  private static final long MOST_QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Consumer<String> say;
  private final long quietNanos;
  private final AtomicInteger awaited = new AtomicInteger();
  private @Nullable Object speaker;

  Waiting(Consumer<String> say) {
    this(say, QUIET);
  }

  /**
   * Waiting.
   *
   * @param quiet how long nothing is said
   */
  Waiting(Consumer<String> say, Duration quiet) {
    this.say = say;
    quietNanos = quiet.toNanos();
  }

  /**
   * Waits for an answer.
   *
   * @param from who is waited for
   * @param most for how long
   * @param shorter what shortens that; empty when nothing does
   * @throws TimeoutException when it doesn't come in time
   */
  <T> T await(CompletableFuture<T> answer, String from, Duration most, String shorter)
      throws ExecutionException, TimeoutException, InterruptedException {
    long begin = System.nanoTime();
    long quiet = quietNanos;
    awaited.incrementAndGet();
    try {
      while (true) {
        long elapsed = System.nanoTime() - begin;
        try {
          long left = most.toNanos() - elapsed;
          return answer.get(Math.max(0, Math.min(left, quiet - elapsed)), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          if (System.nanoTime() - begin >= most.toNanos()) {
            throw e;
          }
        }
        if (speaksFor(answer)) {
          say(from, quiet, most, shorter);
        }
        quiet += Math.min(quiet, MOST_QUIET_NANOS);
      }
    } finally {
      awaited.decrementAndGet();
      isOver(answer);
    }
  }

  private void say(String from, long waitedNanos, Duration most, String shorter) {
    int others = awaited.get() - 1;
    say.accept(
        "Waiting for an answer of "
            + from
            + (others == 0 ? "" : " (and for " + Counted.of(others, "other request") + ")")
            + ": "
            + TimeUnit.NANOSECONDS.toSeconds(waitedNanos)
            + " s so far, "
            + Spoken.time(most)
            + " at most"
            + shorter);
  }

  private synchronized boolean speaksFor(Object answer) {
    if (speaker == null) {
      speaker = answer;
    }
    return speaker == answer;
  }

  private synchronized void isOver(Object answer) {
    if (speaker == answer) {
      speaker = null;
    }
  }
}
