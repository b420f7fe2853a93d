package llmbench.timeline;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How busy the client was while it measured, by its own account: from the first request to the end
 * of the last one.
 *
 * @param seconds how long that was
 * @param loopLag how late the event loops were; null when none was watched
 * @param gc the collector's pauses
 * @param cores of the machine, as many as the client may use
 * @param cpuSeconds CPU time of the client's process on all cores; null when not known
 * @param machineCpu share of the machine's CPU time that was used, by whomever, from 0 to 1; null
 *     when not known
 * @param clockStepMillis by how much the wall clock ran ahead of the monotonic clock between the
 *     run's two ends; negative: it fell behind
 */
public record ClientLoad(
    double seconds,
    @Nullable LoopLag loopLag,
    Gc gc,
    int cores,
    @Nullable Double cpuSeconds,
    @Nullable Double machineCpu,
    double clockStepMillis) {

  /** Read from a file, too, in which it may be missing. */
  public ClientLoad {
    Objects.requireNonNull(gc);
  }

  /**
   * How late a timer of each event loop fired: so long a byte that arrives at any moment lies
   * unread before it is stamped.
   *
   * @param ticks how many were due
   */
  public record LoopLag(long ticks, double p50Millis, double p99Millis, double maxMillis) {}

  /**
   * Pauses of the garbage collector.
   *
   * @param maxMillis the longest one; null when the JVM does not tell single ones
   * @param each when they were, the first {@value #MOST_KEPT} of them; none of a run that was made
   *     before they were kept
   */
  public record Gc(long pauses, double totalMillis, @Nullable Double maxMillis, List<Pause> each) {

    /** No more are kept: as many as there are in half a day of a busy client. */
    public static final int MOST_KEPT = 10_000;

    /** None. */
    public static final Gc NONE = new Gc(0, 0, null, List.of());

    /** Read from a file, too, in which they may be missing. */
    public Gc {
      each = each == null ? List.of() : List.copyOf(each);
    }
  }

  /**
   * When everything stood still, on the run's clock; to a millisecond or two, as the JVM tells it.
   */
  public record Pause(long fromNanos, long toNanos) {}

  /** Share of the cores' time that the client's own process used; null when not known. */
  public @Nullable Double processCpu() {
    return cpuSeconds == null || seconds <= 0 || cores <= 0 ? null : cpuSeconds / seconds / cores;
  }
}
