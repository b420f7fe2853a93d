package llmbench.injection;

import io.netty.util.concurrent.FastThreadLocal;
import llmbench.process.PreciseThread;

/** Makes event loops precise, each once: their timers say when requests are sent. */
final class PreciseLoop {

  private static final FastThreadLocal<Boolean> PRECISE =
      new FastThreadLocal<>() {
        @Override
        protected Boolean initialValue() {
          PreciseThread.wakeOnTime();
          return true;
        }
      };

  private PreciseLoop() {}

  /** Has the one that calls wake up when its timers are due. */
  static void wakeOnTime() {
    Boolean unused = PRECISE.get();
  }
}
