package llmbench.metrics.conversations;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.request.Collector;
import llmbench.metrics.request.RequestTimes;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;

/**
 * What the conversations of a run came to. Definitions are ours, in docs/metrics.md.
 *
 * @param ended conversations whose last turn succeeded
 * @param abandoned those whose last turn failed
 * @param interrupted those of which the run's stop interrupted a turn
 * @param perSecond those that ended, for each second from the first turn's sending to the last
 *     one's end
 * @param first their first turns
 * @param later all other turns
 * @param byTurn turns by their number, from 1
 * @param byHistory turns by the tokens of their prompts as the server counts them, doubling by
 *     doubling: the key is the least of a class
 * @param each the conversations that ended
 */
public record Conversations(
    int ended,
    int abandoned,
    int interrupted,
    double perSecond,
    TurnGroup first,
    TurnGroup later,
    SortedMap<Integer, TurnGroup> byTurn,
    SortedMap<Integer, TurnGroup> byHistory,
    Each each) {

  /** What is told of turns: of gaps there are too many to sort them once more. */
  public static final List<LatencyMetric> METRICS =
      List.of(LatencyMetric.TTFT, LatencyMetric.TPOT, LatencyMetric.E2EL);

  /**
   * A value each conversation that ended.
   *
   * @param turns how many it had
   * @param promptTokens of all its prompts, each with its history; of those whose server counts
   * @param outputTokens of all its answers; of those whose server counts
   * @param seconds from its first turn's sending to its last one's end
   * @param thinkSeconds of these, what its user waited between turns
   */
  public record Each(
      Distribution turns,
      Distribution promptTokens,
      Distribution outputTokens,
      Distribution seconds,
      Distribution thinkSeconds) {}

  public Conversations {
    byTurn = Collections.unmodifiableSortedMap(new TreeMap<>(byTurn));
    byHistory = Collections.unmodifiableSortedMap(new TreeMap<>(byHistory));
  }

  /** All conversations of which anything was recorded. */
  public int all() {
    return ended + abandoned + interrupted;
  }

  /**
   * Collects them from a walk over finished requests that others share; empty where no request is a
   * turn.
   *
   * @param drawn every request of the run, also those that its stop interrupted
   * @param times a request by the tool's definitions
   * @param isGood whether one keeps every limit of the goodput; empty where there are none
   */
  public static Collector<Optional<Conversations>> collector(
      Requests drawn,
      Function<RequestRecord, RequestTimes> times,
      Optional<Predicate<RequestTimes>> isGood) {
    ConversationSum sum = new ConversationSum(times, isGood);
    Requests interrupted = drawn.only(drawn::isInterrupted);
    interrupted.forEach(sum::interrupt);
    return sum;
  }
}
