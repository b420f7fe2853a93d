package llmbench.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What a process that is about to end can find out about its end. */
public final class Shutdown {

  /** The status of a process that SIGTERM ended. */
  private static final int TERMINATED = 143;

  private static final long LOOK_NANOS = 5_000_000;
  private static final String PARENT_WATCH = "llm-parent-ended";
  private static final String HANDLER = " handler";

  private Shutdown() {}

  /** The signal that ends this process; "Maven's end", or no more than that it was ended. */
  public static String cause() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      // The JVM names the thread that handles a signal so.
      if (thread.getName().startsWith("SIG") && thread.getName().endsWith(HANDLER)) {
        return "by " + thread.getName().replace(HANDLER, "");
      }
      if (thread.getName().equals(PARENT_WATCH)) {
        return "since Maven was ended";
      }
    }
    return "from outside";
  }

  /**
   * Ends this process when Maven is killed, which leaves the process that it forked to itself: no
   * one would know that it still sends requests.
   */
  public static void withMaven() {
    if (GatlingPlugin.hasStartedUs()) {
      ProcessHandle.current().parent().ifPresent(Shutdown::with);
    }
  }

  private static void with(ProcessHandle parent) {
    var unused =
        parent
            .onExit()
            .thenRun(() -> new Thread(() -> System.exit(TERMINATED), PARENT_WATCH).start());
  }

  /** Whether a thread has come to its {@code System.exit}, which waits for us, or to its end. */
  public static boolean isExiting(Thread thread) {
    if (!thread.isAlive()) {
      return true;
    }
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().equals("java.lang.Runtime")
          && frame.getMethodName().equals("exit")) {
        return true;
      }
    }
    return false;
  }

  /** Waits for something, at most so long; whether it came. */
  public static boolean await(BooleanSupplier there, Duration most) {
    long begin = System.nanoTime();
    while (!there.getAsBoolean()) {
      if (System.nanoTime() - begin > most.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(Shutdown.class, LOOK_NANOS);
    }
    return true;
  }
}
