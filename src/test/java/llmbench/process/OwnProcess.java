package llmbench.process;

import java.io.IOException;

/** What a benchmark sees to in a process of its own, before it does anything else there. */
public final class OwnProcess {

  private OwnProcess() {}

  /**
   * Where Gatling gives up on the calling thread, its own, because of a disk, a sentence says so.
   */
  public static void prepare() {
    Thread gatling = Thread.currentThread();
    gatling.setUncaughtExceptionHandler(OwnProcess::uncaught);
  }

  private static void uncaught(Thread thread, Throwable cause) {
    if (cause instanceof IOException) {
      Console.say("Gatling gave up: " + IoTroubles.reason(cause));
    } else {
      thread.getThreadGroup().uncaughtException(thread, cause);
    }
  }
}
