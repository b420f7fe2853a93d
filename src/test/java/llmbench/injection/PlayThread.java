package llmbench.injection;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * The thread on which a play is asked what comes next, and on which its requests are made: a long
 * history isn't written on an event loop, nor does one wait for a conversation that isn't made yet,
 * since others read their tokens on it.
 */
final class PlayThread implements AutoCloseable {

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "llm-turns");
            made.setDaemon(true);
            return made;
          });

  /**
   * Has it done behind all that was asked for before.
   *
   * @param refused is run at once where the thread is closed
   */
  void run(Runnable work, Runnable refused) {
    try {
      thread.execute(work);
    } catch (RejectedExecutionException e) {
      refused.run();
    }
  }

  /** Does what was asked for, and nothing more. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
