package llmbench.dataset;

import java.util.function.IntConsumer;

/** Counts finished prompts from any thread and tells the count to one listener, in order. */
final class FinishedCount {

  private final IntConsumer done;
  private int count;

  FinishedCount(IntConsumer done) {
    this.done = done;
  }

  synchronized void oneMore() {
    count++;
    done.accept(count);
  }
}
