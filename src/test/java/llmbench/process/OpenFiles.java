package llmbench.process;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * The files that this process has open, connections too, and how many the system lets it have.
 *
 * @param open now
 * @param most at once
 */
public record OpenFiles(long open, long most) {

  /** As it is now; empty where the system doesn't tell. */
  public static Optional<OpenFiles> now() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? Optional.of(
            new OpenFiles(unix.getOpenFileDescriptorCount(), unix.getMaxFileDescriptorCount()))
        : Optional.empty();
  }
}
