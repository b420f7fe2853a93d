package llmbench.timeline;

import java.util.Arrays;

/**
 * What has come of a stream so far: for a display, which may be late and needn't be exact. Nothing
 * that is recorded or reported is made of it.
 *
 * <p>The gaps are those between its last outputs, the latest first.
 */
public final class SoFar {

  /** Gaps at most: so many tell how fast a stream is now. */
  public static final int GAPS = 16;

  /** Nothing has come. */
  public static final SoFar NOTHING = new SoFar(0, -1, new long[0]);

  private final int outputs;
  private final long firstOutputNanos;
  private final long[] gaps;

  private SoFar(int outputs, long firstOutputNanos, long[] gaps) {
    this.outputs = outputs;
    this.firstOutputNanos = firstOutputNanos;
    this.gaps = gaps;
  }

  /**
   * Of a stream whose messages another thread may be adding to: what is seen of them may be any mix
   * of old and new, down to empty places of an array, and none of it is trusted.
   *
   * @param size messages that are there
   * @param outputs those that brought output
   * @param first the first of these; negative for none
   */
  static SoFar of(MessageKind[] kinds, long[] nanos, int size, int outputs, int first) {
    if (kinds == null || nanos == null) {
      return NOTHING;
    }
    int there = Math.min(size, Math.min(kinds.length, nanos.length));
    long firstNanos = first >= 0 && first < there ? nanos[first] : 0;
    long[] gaps = new long[GAPS];
    int found = 0;
    long later = -1;
    for (int i = there - 1; i >= 0 && found < GAPS; i--) {
      if (kinds[i] == null || !kinds[i].isOutput()) {
        continue;
      }
      long time = nanos[i];
      if (later >= time) {
        gaps[found++] = later - time;
      }
      later = time;
    }
    return new SoFar(outputs, firstNanos > 0 ? firstNanos : -1, Arrays.copyOf(gaps, found));
  }

  /** How many messages brought output. */
  public int outputs() {
    return outputs;
  }

  /** Time of the first output since the request was sent; -1 while there is none. */
  public long firstOutputNanos() {
    return firstOutputNanos;
  }

  /** How many gaps are known. */
  public int gaps() {
    return gaps.length;
  }

  /** A time between one output and the next: nanoseconds. */
  public long gapNanos(int i) {
    return gaps[i];
  }
}
