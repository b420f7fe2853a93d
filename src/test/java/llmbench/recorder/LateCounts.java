package llmbench.recorder;

import llmbench.timeline.ScheduleKept;
import org.jspecify.annotations.Nullable;

/**
 * Counts how late requests were sent, in classes less than a hundredth wide: its memory doesn't
 * grow, however many there are and however long they waited. One thread.
 */
public final class LateCounts {

  private static final double NANOS_PER_MILLI = 1e6;

  /** So many digits of a time count, in bits: 1/128 is less than a hundredth. */
  private static final int DIGITS = 7;

  private static final int PARTS = 1 << DIGITS;

  private final long[] counts = new long[PARTS * (Long.SIZE - DIGITS)];
  private long requests;
  private double sum;
  private long longest;

  /** A request was sent so long after its time; before it is as good as at it. */
  public void add(long lateNanos) {
    long late = Math.max(0, lateNanos);
    counts[place(late)]++;
    requests++;
    sum += late;
    longest = Math.max(longest, late);
  }

  /** What was counted; null for nothing. */
  public ScheduleKept.@Nullable Late summary() {
    return requests == 0
        ? null
        : new ScheduleKept.Late(
            requests,
            sum / requests / NANOS_PER_MILLI,
            percentile(50) / NANOS_PER_MILLI,
            percentile(99) / NANOS_PER_MILLI,
            longest / NANOS_PER_MILLI);
  }

  /** What is short has a place of its own; of what is longer its first digits decide. */
  private static int place(long nanos) {
    int more = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(nanos) - DIGITS - 1);
    return PARTS * more + (int) (nanos >>> more);
  }

  /** The longest time that has this place: {@code place = PARTS * more + (time >>> more)}. */
  private static long longest(int place) {
    int more = Math.max(0, place / PARTS - 1);
    return ((place - (long) PARTS * more + 1) << more) - 1;
  }

  /** Nearest rank. */
  private double percentile(int percent) {
    long rank = (requests * percent + 99) / 100;
    long seen = 0;
    int place = -1;
    while (seen < rank) {
      seen += counts[++place];
    }
    return Math.min(longest(place), longest);
  }
}
