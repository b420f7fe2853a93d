package llmbench.process;

import java.io.IOException;

/** What a benchmark sees to in a process of its own, before it does anything else there. */
public final class OwnProcess {

  private OwnProcess() {}

  /**
   * Nothing of this process is left on the disk that nobody asked for; it can say what is wrong
   * when no file can be opened any more; and where Gatling gives up on the calling thread, its own,
   * because of a disk, a sentence says so.
   */
  public static void prepare() {
    HeapDumps.none();
    TemporaryLibraries.loadAndDelete();
    ClassesAtHand.whereFilesAreFew();
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
