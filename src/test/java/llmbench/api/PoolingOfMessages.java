package llmbench.api;

import llmbench.dataset.Prompt;
import llmbench.timeline.Inputs;

/** The same of a conversation: one input, whatever is in it. */
abstract class PoolingOfMessages extends Pooling {

  @Override
  public final Inputs inputs(Prompt prompt) {
    return new Inputs(1, 0, SentMedia.count(prompt));
  }
}
