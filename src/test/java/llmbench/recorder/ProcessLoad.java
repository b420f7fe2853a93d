package llmbench.recorder;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import llmbench.timeline.ClientLoad;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM and the system tell of this process and its machine. One thread; the JVM tells of
 * pauses on one of its own.
 */
final class ProcessLoad {

  private final @Nullable OperatingSystemMXBean system =
      ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean known
          ? known
          : null;

  /** ZGC and Shenandoah count whole cycles as well, which stop nobody. */
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans().stream()
          .filter(collector -> !collector.getName().endsWith("Cycles"))
          .toList();

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final AtomicLong longestGcMillis = new AtomicLong(-1);
  private final List<Told> told = new ArrayList<>();

  /**
   * The zero of the times that are told of pauses, which the JVM doesn't say: some time after its
   * start. Each is told soon after its end, so it is not after any "now − end".
   */
  private long zeroNanos = Long.MAX_VALUE;

  /** A pause, in milliseconds since that zero. */
  private record Told(long startMillis, long endMillis) {}

  private final NotificationListener listener = (notification, unused) -> noteGc(notification);

  /**
   * What the counters show at one moment.
   *
   * @param cpuNanos CPU time of the process; below 0 when not known
   * @param machineCpu of the whole machine since the reading before; null when not known
   * @param longestGcMillis since the beginning; null when not known
   * @param gcTimes of the pauses since the beginning: stamps of {@link System#nanoTime()}
   */
  record Reading(
      long nanos,
      long cpuNanos,
      @Nullable Double machineCpu,
      long gcPauses,
      long gcMillis,
      @Nullable Double longestGcMillis,
      List<ClientLoad.Pause> gcTimes) {}

  /** The reading that others are compared with. Single pauses are told from now on. */
  Reading begin() {
    for (GarbageCollectorMXBean collector : collectors) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(listener, null, null);
      }
    }
    return read();
  }

  Reading read() {
    long pauses = 0;
    long millis = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      pauses += Math.max(0, collector.getCollectionCount());
      millis += Math.max(0, collector.getCollectionTime());
    }
    long longest = longestGcMillis.get();
    return new Reading(
        System.nanoTime(),
        system == null ? -1 : system.getProcessCpuTime(),
        machineCpu(),
        pauses,
        millis,
        longest < 0 ? null : (double) longest,
        gcTimes());
  }

  private @Nullable Double machineCpu() {
    double share = system == null ? -1 : system.getCpuLoad();
    return share >= 0 && share <= 1 ? share : null;
  }

  private void noteGc(Notification notification) {
    if (notification.getUserData() instanceof CompositeData data
        && notification
            .getType()
            .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      GcInfo gc = GarbageCollectionNotificationInfo.from(data).getGcInfo();
      longestGcMillis.accumulateAndGet(gc.getDuration(), Math::max);
      note(new Told(gc.getStartTime(), gc.getEndTime()), System.nanoTime());
    }
  }

  private synchronized void note(Told pause, long nowNanos) {
    zeroNanos = Math.min(zeroNanos, nowNanos - pause.endMillis() * NANOS_PER_MILLI);
    if (told.size() < ClientLoad.Gc.MOST_KEPT) {
      told.add(pause);
    }
  }

  private synchronized List<ClientLoad.Pause> gcTimes() {
    return told.stream()
        .map(
            pause ->
                new ClientLoad.Pause(
                    zeroNanos + pause.startMillis() * NANOS_PER_MILLI,
                    zeroNanos + pause.endMillis() * NANOS_PER_MILLI))
        .toList();
  }
}
