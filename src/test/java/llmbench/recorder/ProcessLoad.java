package llmbench.recorder;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/** What the JVM and the system tell of this process and its machine. One thread. */
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

  private final AtomicLong longestGcMillis = new AtomicLong(-1);
  private final NotificationListener listener = (notification, unused) -> noteGc(notification);

  /**
   * What the counters show at one moment.
   *
   * @param cpuNanos CPU time of the process; below 0 when not known
   * @param machineCpu of the whole machine since the reading before; null when not known
   * @param longestGcMillis since the beginning; null when not known
   */
  record Reading(
      long nanos,
      long cpuNanos,
      @Nullable Double machineCpu,
      long gcPauses,
      long gcMillis,
      @Nullable Double longestGcMillis) {}

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
        longest < 0 ? null : (double) longest);
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
      long millis = GarbageCollectionNotificationInfo.from(data).getGcInfo().getDuration();
      longestGcMillis.accumulateAndGet(millis, Math::max);
    }
  }
}
