package llmbench.schedule;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.PrimitiveIterator;
import llmbench.options.syntax.PythonNumbers;

/**
 * The times of a recorded trace, counted from its first: (t − first) / speed, the earliest first,
 * lines of one time in their order. Nothing is drawn. The number and the timestamp of each line are
 * held.
 *
 * <p>Source: {@code evalscope/perf/plugin/datasets/workload_trace.py}, {@code _compute_schedule}.
 */
public final class TraceTimes implements Arrivals {

  /**
   * A line of the file.
   *
   * @param line counted from 1, blank ones as well
   * @param seconds its timestamp, from any origin
   */
  record Stamp(int line, double seconds) {}

  private final List<Stamp> stamps;
  private final double speed;
  private final boolean wasSorted;

  private TraceTimes(List<Stamp> stamps, double speed, boolean wasSorted) {
    this.stamps = stamps;
    this.speed = speed;
    this.wasSorted = wasSorted;
  }

  /**
   * Reads a file that has a JSON object with a {@code timestamp} on each line: seconds, as a number
   * or in a text, or a date and time such as {@code 2023-11-14T22:13:20Z}.
   *
   * @param speed 2 sends twice as fast as was recorded; more than 0
   * @throws ScheduleException when the speed isn't above 0, or the file can't be read, is empty or
   *     has lines without a time; the message names the file and the lines
   */
  public static TraceTimes read(Path file, double speed) {
    if (!(speed > 0 && Double.isFinite(speed))) {
      throw new ScheduleException(
          "The speed of a file's times must be more than 0, not %s; 2 sends twice as fast."
              .formatted(PythonNumbers.repr(speed)));
    }
    List<Stamp> read = TraceFile.read(file);
    List<Stamp> sorted = read.stream().sorted(Comparator.comparingDouble(Stamp::seconds)).toList();
    return new TraceTimes(sorted, speed, sorted.equals(read));
  }

  /** Only the first requests, as many as there are: evalscope's {@code --number}. */
  public TraceTimes first(int requests) {
    Checks.requests(requests);
    return new TraceTimes(stamps.stream().limit(requests).toList(), speed, wasSorted);
  }

  @Override
  public int requests() {
    return stamps.size();
  }

  @Override
  public PrimitiveIterator.OfDouble seconds() {
    double first = stamps.get(0).seconds();
    return stamps.stream().mapToDouble(stamp -> (stamp.seconds() - first) / speed).iterator();
  }

  /**
   * The lines of the requests, in the order in which they are sent: what is sent is beside its
   * time.
   *
   * @return counted from 1
   */
  public PrimitiveIterator.OfInt lines() {
    return stamps.stream().mapToInt(Stamp::line).iterator();
  }

  /** Whether the file had its lines in the order of their times; the tool warns where not. */
  public boolean wasSorted() {
    return wasSorted;
  }
}
