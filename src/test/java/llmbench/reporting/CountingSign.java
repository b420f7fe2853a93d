package llmbench.reporting;

import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import llmbench.timeline.Counted;

/**
 * Says that tokens are being counted, where that takes a while: after two seconds of it, and then
 * every few. While a text of many megabytes is counted a thread of its own does.
 */
final class CountingSign {

  /** Texts that are counted at once, whatever they are. */
  static final int SHORT_CHARS = 1 << 16;

  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Who knows that tokens are counted needn't be told so often. */
  private static final int LESS_OFTEN = 5;

  private static final double MEGABYTE = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Consumer<String> say;
  private final long quietNanos;
  private int texts;
  private long chars;
  private long countedNanos;
  private long saidNanos;

  CountingSign(Consumer<String> say) {
    this(say, QUIET_NANOS);
  }

  /**
   * A sign.
   *
   * @param quietNanos of counting, after which something is said
   */
  CountingSign(Consumer<String> say, long quietNanos) {
    this.say = say;
    this.quietNanos = quietNanos;
  }

  /** Counts a text's tokens. Of one thread. */
  int count(ToIntFunction<String> counter, String text) {
    long begin = System.nanoTime();
    CountDownLatch counted = new CountDownLatch(1);
    if (text.length() >= SHORT_CHARS) {
      Thread sign = new Thread(() -> tellUntil(counted, text.length(), begin), "llm-counts");
      sign.setDaemon(true);
      sign.start();
    }
    try {
      return counter.applyAsInt(text);
    } finally {
      counted.countDown();
      done(text.length(), System.nanoTime() - begin);
    }
  }

  private void tellUntil(CountDownLatch counted, int length, long begin) {
    try {
      long rest = quietNanos;
      while (!counted.await(rest, TimeUnit.NANOSECONDS)) {
        tell(length, countedNanos + System.nanoTime() - begin);
        rest = Math.min(2 * rest, LESS_OFTEN * quietNanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void done(int length, long nanos) {
    texts++;
    chars += length;
    countedNanos += nanos;
    if (countedNanos - saidNanos >= quietNanos) {
      tell(0, countedNanos);
    }
  }

  /**
   * Tells how far it is.
   *
   * @param now length of the text that is being counted; 0 for none
   */
  private synchronized void tell(int now, long nanos) {
    saidNanos = nanos;
    say.accept(
        String.format(
            Locale.ROOT,
            "Counting tokens, as the server gave no usage: %s (%.1f MB) done%s, %.0f s so far",
            Counted.of(texts, "answer"),
            chars / MEGABYTE,
            now == 0 ? "" : String.format(Locale.ROOT, ", one of %.1f MB begun", now / MEGABYTE),
            nanos / NANOS_PER_SECOND));
  }
}
