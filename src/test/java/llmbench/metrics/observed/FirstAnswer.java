package llmbench.metrics.observed;

import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.numbers.Seconds;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;

/**
 * When answers themselves began whose model thought first: their first output is reasoning, which
 * is what TTFT is of, and the answer's own first token comes later. Of successful requests, in
 * milliseconds.
 *
 * @param requests how many of them thought first
 * @param millis from sending to the first text or tool call of these; of those that had one
 */
public record FirstAnswer(int requests, Distribution millis) {

  /** No model thought. */
  public static final FirstAnswer NONE = new FirstAnswer(0, Distribution.EMPTY);

  private static final double MILLIS = 1000;

  /** How many came to their end, or to their last token, while they still thought. */
  public int unanswered() {
    return requests - millis.size();
  }

  /** Collects it, request by request; of most there is nothing to keep. One run, one thread. */
  static final class Sum {

    private final Doubles seconds = new Doubles();
    private int requests;

    /** Takes what came of a successful request. */
    void add(Messages messages) {
      boolean thought = false;
      for (int i = 0; i < messages.size(); i++) {
        MessageKind kind = messages.kind(i);
        if (kind.isAnswer()) {
          if (thought) {
            seconds.add(Seconds.ofNanos(messages.nanos(i)));
          }
          return;
        }
        if (kind.isReasoning() && !thought) {
          thought = true;
          requests++;
        }
      }
    }

    FirstAnswer get() {
      return requests == 0
          ? NONE
          : new FirstAnswer(requests, Distribution.of(seconds).times(MILLIS));
    }
  }
}
