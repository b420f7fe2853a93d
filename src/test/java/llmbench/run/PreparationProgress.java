package llmbench.run;

import llmbench.process.Console;

/** Says how far something is that takes a while: at most once a second, and at its end. */
final class PreparationProgress {

  private static final long EVERY_NANOS = 1_000_000_000L;

  private final String what;
  private final int total;
  private boolean shown;
  private final long startNanos = System.nanoTime();
  private long saidNanos = startNanos;

  PreparationProgress(String what, int total, boolean shown) {
    this.what = what;
    this.total = total;
    this.shown = shown;
  }

  /** So many are done. Any thread. */
  synchronized void done(int count) {
    long now = System.nanoTime();
    if (shown && now - saidNanos >= EVERY_NANOS && count < total) {
      saidNanos = now;
      Console.say(what + ": " + count + " of " + total);
    }
  }

  /** Says no more of it: what follows is done while something else is going on. */
  synchronized void end() {
    shown = false;
  }

  /** Seconds since the start. */
  double seconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }
}
