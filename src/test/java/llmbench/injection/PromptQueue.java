package llmbench.injection;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.dataset.Prompt;
import org.jspecify.annotations.Nullable;

/** The prompts in dataset order, for many users to take from: each is taken once. Thread-safe. */
final class PromptQueue {

  private final List<Prompt> prompts;
  private final AtomicInteger next = new AtomicInteger();

  private final Gate gate;

  PromptQueue(List<Prompt> prompts, Gate gate) {
    this.prompts = List.copyOf(prompts);
    this.gate = gate;
  }

  /** The next prompt; null when all are taken, or the gate is closed. */
  @Nullable Prompt take() {
    if (next.get() >= prompts.size() || !gate.letsPass()) {
      return null;
    }
    int index = next.getAndIncrement();
    return index < prompts.size() ? prompts.get(index) : null;
  }
}
