package llmbench.simserver.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import llmbench.simserver.config.Timing;

/**
 * The core of continuous batching, without a clock: it is told the time and says when it wants to
 * be told again. Steps follow each other without drift, however late {@link #tick} is called.
 *
 * <p>Not thread-safe.
 *
 * @param <S> what a sequence is to the caller
 */
final class BatchScheduler<S> {

  /** Nothing is to be done until a request arrives. */
  static final long IDLE = Long.MAX_VALUE;

  private final Timing.Batch timing;
  private final Admission<S> admission;
  private final Queue<Sequence<S>> waiting = new ArrayDeque<>();
  private final List<Sequence<S>> running = new ArrayList<>();

  private long frontEndFreeNanos = Long.MIN_VALUE;

  /** When the last step ended: none begins before that, however late a request is told of. */
  private long lastEndNanos = Long.MIN_VALUE;

  /** When the step under way ends; {@link #IDLE} when none is. */
  private long stepEndNanos = IDLE;

  /**
   * A scheduler.
   *
   * @param admission is told when a request is taken up
   */
  BatchScheduler(Timing.Batch timing, Admission<S> admission) {
    this.timing = timing;
    this.admission = admission;
  }

  /** A request waits no longer. */
  interface Admission<S> {

    /** It is taken up. */
    void at(S owner, long nanos);

    /** How many tokens of its prompt would need no prefill if it were taken up now. */
    default int cachedTokens(S owner) {
      return 0;
    }
  }

  private static final class Sequence<S> {
    final S owner;
    final long readyNanos;
    final int promptTokens;
    int tokensLeft;

    Sequence(S owner, long readyNanos, int promptTokens, int tokens) {
      this.owner = owner;
      this.readyNanos = readyNanos;
      this.promptTokens = promptTokens;
      this.tokensLeft = tokens;
    }
  }

  /**
   * A request arrives.
   *
   * @param tokens that it asks for, at least 1
   */
  void arrive(S owner, long nowNanos, int promptTokens, int tokens) {
    frontEndFreeNanos = Math.max(frontEndFreeNanos, nowNanos) + timing.frontEndNanos();
    long ready = frontEndFreeNanos + timing.latencyNanos();
    waiting.add(new Sequence<>(owner, ready, promptTokens, tokens));
  }

  /** A request is gone: its client left. */
  void remove(S owner) {
    waiting.removeIf(sequence -> sequence.owner.equals(owner));
    running.removeIf(sequence -> sequence.owner.equals(owner));
  }

  /** When {@link #tick} is due; {@link #IDLE} when nothing is to be done. */
  long dueNanos() {
    if (stepEndNanos != IDLE) {
      return stepEndNanos;
    }
    Sequence<S> first = waiting.peek();
    return first == null ? IDLE : first.readyNanos;
  }

  /** Requests that run. */
  int running() {
    return running.size();
  }

  /** Requests that wait. */
  int waiting() {
    return waiting.size();
  }

  /**
   * Time is {@code nowNanos}: ends the step that is over, if one is, and begins the next.
   *
   * @return who gets a token now, in order of admission
   */
  List<S> tick(long nowNanos) {
    List<S> outputs = new ArrayList<>();
    if (stepEndNanos <= nowNanos) {
      long ended = stepEndNanos;
      stepEndNanos = IDLE;
      lastEndNanos = ended;
      for (Iterator<Sequence<S>> all = running.iterator(); all.hasNext(); ) {
        Sequence<S> sequence = all.next();
        outputs.add(sequence.owner);
        if (--sequence.tokensLeft == 0) {
          all.remove();
        }
      }
      begin(ended);
    }
    if (stepEndNanos == IDLE) {
      Sequence<S> first = waiting.peek();
      if (first != null && first.readyNanos <= nowNanos) {
        begin(Math.max(first.readyNanos, lastEndNanos));
      }
    }
    return outputs;
  }

  private void begin(long startNanos) {
    int prefillTokens = 0;
    for (Sequence<S> next = waiting.peek(); next != null; next = waiting.peek()) {
      if (next.readyNanos > startNanos || running.size() >= timing.maxSequences()) {
        break;
      }
      int more = next.promptTokens - admission.cachedTokens(next.owner);
      if (prefillTokens > 0 && prefillTokens + more > timing.maxPrefillTokens()) {
        break;
      }
      prefillTokens += more;
      running.add(next);
      admission.at(next.owner, startNanos);
      waiting.remove();
    }
    if (!running.isEmpty()) {
      stepEndNanos =
          startNanos
              + timing.stepNanos()
              + timing.sequenceNanos() * running.size()
              + timing.prefillTokenNanos() * prefillTokens;
    }
  }
}
