package llmbench.injection;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import llmbench.conversation.Move;

/**
 * Makes the requests of turns, one after the other on a thread of its own: a long history isn't
 * written on an event loop, on which others read their tokens.
 */
final class TurnMaker implements AutoCloseable {

  private final Function<Move.Send, ReadyPrompt> requests;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "llm-turns");
            made.setDaemon(true);
            return made;
          });

  TurnMaker(Function<Move.Send, ReadyPrompt> requests) {
    this.requests = requests;
  }

  /**
   * Makes one.
   *
   * @param made has it, on that thread
   * @param failed has the reason, where it can't be made
   */
  void make(Move.Send turn, Consumer<ReadyPrompt> made, Consumer<RuntimeException> failed) {
    try {
      thread.execute(
          () -> {
            ReadyPrompt ready;
            try {
              ready = requests.apply(turn);
            } catch (RuntimeException e) {
              failed.accept(e);
              return;
            }
            made.accept(ready);
          });
    } catch (RejectedExecutionException e) {
      failed.accept(e);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
