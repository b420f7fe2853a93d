package llmbench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a thread wake up when its timers are due, as far as the system lets it. */
public final class PreciseThread {

  private static final Path SELF = Path.of("/proc/thread-self");

  private PreciseThread() {}

  /**
   * Takes the kernel's slack off the calling thread's timers: Linux wakes a thread up to 50 µs
   * later than it asked, to wake several at once. Where that can't be had nothing happens: timers
   * are as late as they were.
   */
  public static void wakeOnTime() {
    try {
      // The link is PROCESS/task/THREAD. A thread's file is only below its own number.
      Path thread = Files.readSymbolicLink(SELF).getFileName();
      if (thread != null) {
        Files.writeString(Path.of("/proc", thread.toString(), "timerslack_ns"), "1");
      }
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      // No Linux, or not allowed.
    }
  }
}
