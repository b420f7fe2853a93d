package llmbench.warmup;

/**
 * Tells when work that gets faster has stopped doing so. What is done is counted in spans of the
 * same length; when none of the last few is faster than the best before them, by a twentieth, there
 * is nothing more to be had.
 */
final class PlateauDetector {

  /** A span: long enough to be no matter of chance. */
  static final long SPAN_NANOS = 100_000_000;

  /** So many spans must bring nothing new: compilers work in the background, in bursts. */
  private static final int PATIENCE = 4;

  private static final double FASTER = 1.05;

  private final long mostNanos;

  private boolean begun;
  private long beginNanos;
  private long spanNanos;
  private long inSpan;
  private long done;
  private double firstPerSecond = -1;
  private double bestPerSecond;
  private int withoutGain;
  private long endNanos;
  private boolean over;

  /**
   * A pace that is still to begin.
   *
   * @param mostNanos it ends after this in any case
   */
  PlateauDetector(long mostNanos) {
    this.mostNanos = mostNanos;
  }

  /** Begins; once begun, it goes on. Any thread. */
  synchronized void begin(long nowNanos) {
    if (!begun) {
      begun = true;
      beginNanos = nowNanos;
      spanNanos = nowNanos;
      endNanos = nowNanos;
    }
  }

  /** So much more is done; whether to go on. Any thread. */
  synchronized boolean done(long more, long nowNanos) {
    if (over) {
      return false;
    }
    done += more;
    inSpan += more;
    endNanos = nowNanos;
    if (nowNanos - spanNanos >= SPAN_NANOS) {
      endSpan(nowNanos);
    }
    over = withoutGain >= PATIENCE || nowNanos - beginNanos >= mostNanos;
    return !over;
  }

  private void endSpan(long nowNanos) {
    double perSecond = inSpan / ((nowNanos - spanNanos) / 1e9);
    if (firstPerSecond < 0) {
      firstPerSecond = perSecond;
    }
    if (perSecond > bestPerSecond * FASTER) {
      bestPerSecond = perSecond;
      withoutGain = 0;
    } else {
      withoutGain++;
    }
    inSpan = 0;
    spanNanos = nowNanos;
  }

  /** All that was done. */
  synchronized long total() {
    return done;
  }

  /** From the beginning to when something was done last. */
  synchronized double seconds() {
    return (endNanos - beginNanos) / 1e9;
  }

  /** Done per second in the first span; 0 if it is not over. */
  synchronized double firstPerSecond() {
    return Math.max(0, firstPerSecond);
  }

  /** Done per second in the fastest span; 0 if none is over. */
  synchronized double bestPerSecond() {
    return bestPerSecond;
  }
}
