package llmbench.target.clock;

/**
 * Between which two the offset of another clock lies: its time less ours. Each answer that tells a
 * time was made at some moment between question and answer, so it narrows this.
 *
 * @param lowNanos the least that it can be
 * @param highNanos the most
 * @param samples how many answers it is known from
 */
record OffsetBounds(long lowNanos, long highNanos, int samples) {

  /** Nothing is known. */
  static final OffsetBounds UNKNOWN = new OffsetBounds(Long.MIN_VALUE, Long.MAX_VALUE, 0);

  /**
   * An answer that tells a time; all by the clock that it was read from, since 1970.
   *
   * @param askedNanos ours, before it was asked for
   * @param answeredNanos ours, when it was there
   * @param fromNanos the other clock didn't show less when the answer was made
   * @param toNanos nor more
   */
  record Sample(long askedNanos, long answeredNanos, long fromNanos, long toNanos) {}

  /** What all answers leave, in any order. */
  static OffsetBounds of(Iterable<Sample> samples) {
    OffsetBounds bounds = UNKNOWN;
    for (Sample sample : samples) {
      bounds = bounds.narrowed(sample);
    }
    return bounds;
  }

  private OffsetBounds narrowed(Sample sample) {
    return new OffsetBounds(
        Math.max(lowNanos, sample.fromNanos - sample.answeredNanos),
        Math.min(highNanos, sample.toNanos - sample.askedNanos),
        samples + 1);
  }

  /** Whether any offset is left: where not, what was told is no time, or a clock was set. */
  boolean isPossible() {
    return samples > 0 && lowNanos <= highNanos;
  }

  /** Whether both may be true. */
  boolean agreesWith(OffsetBounds other) {
    return Math.max(lowNanos, other.lowNanos) <= Math.min(highNanos, other.highNanos);
  }

  /** The middle of it: the one that is wrong by the least. */
  double middleMillis() {
    return (lowNanos / 2 + highNanos / 2) / 1e6;
  }

  /** How far the offset is from the middle at most. */
  double uncertaintyMillis() {
    return (highNanos / 2 - lowNanos / 2) / 1e6;
  }
}
