package llmbench.process;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the JVM writes down when its memory runs out, where it is told to: all that is in it, keys
 * too. Gatling's Maven plugin tells each JVM that it starts to, and the file lies in the project's
 * folder then.
 */
public final class HeapDumps {

  private static final String SWITCH = "HeapDumpOnOutOfMemoryError";
  private static final String PLACE = "HeapDumpPath";

  private HeapDumps() {}

  /** From now on none is written, whatever this process was started with. */
  public static void none() {
    set(SWITCH, "false");
  }

  /**
   * From now on one is written, to this directory, which is made.
   *
   * @throws IOException if it can't be made
   */
  public static void into(Path directory) throws IOException {
    Files.createDirectories(directory);
    set(PLACE, directory.toString());
    set(SWITCH, "true");
  }

  private static void set(String option, String value) {
    try {
      HotSpotDiagnosticMXBean jvm =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      if (jvm != null) {
        jvm.setVMOption(option, value);
      }
    } catch (IllegalArgumentException e) {
      // A JVM that has no such option writes no such file.
    }
  }
}
