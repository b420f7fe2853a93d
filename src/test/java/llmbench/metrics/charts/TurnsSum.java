package llmbench.metrics.charts;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import llmbench.metrics.charts.ConversationRows.Turn;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.request.ChunkRule;
import llmbench.metrics.request.Collector;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.Fault;
import llmbench.timeline.RequestRecord;

/**
 * Collects turns of conversations for what the page draws of them. Of more turns than a page could
 * ever show every second conversation is forgotten, as often as it takes: a run of millions needs
 * no more. One run, one thread.
 */
final class TurnsSum implements Collector<TurnsSum> {

  /** So many turns are kept at most, each some dozen bytes. */
  private static final int MOST_TURNS = 1 << 16;

  private static final double MILLIS = 1e6;
  private static final double PER_SECOND = 1000;

  private final long zeroNanos;
  private final SortedMap<Integer, List<Turn>> conversations = new TreeMap<>();
  private final SortedMap<Integer, Doubles> ttftMillis = new TreeMap<>();
  private int every = 1;
  private int kept;
  private final BitSet seen = new BitSet();

  /**
   * Nothing yet.
   *
   * @param zeroNanos when the run's first request was sent
   */
  TurnsSum(long zeroNanos) {
    this.zeroNanos = zeroNanos;
  }

  /** Takes a request; one that is no turn changes nothing. */
  @Override
  public void take(RequestRecord request) {
    ConversationTurn turn = request.turn();
    if (turn == null) {
      return;
    }
    ChunkRule.Times times = ChunkRule.OUTPUTS.read(request.messages());
    if (request.ok() && times.found()) {
      ttftMillis
          .computeIfAbsent(turn.turn(), number -> new Doubles())
          .add(times.firstSeconds() * PER_SECOND);
    }
    seen.set(turn.conversation());
    if (isIn(turn.conversation(), every)) {
      keep(request, turn, times);
    }
  }

  private void keep(RequestRecord request, ConversationTurn turn, ChunkRule.Times times) {
    double sent = (request.sentNanos() - zeroNanos) / MILLIS;
    Fault fault = request.fault();
    conversations
        .computeIfAbsent(turn.conversation(), number -> new ArrayList<>())
        .add(
            new Turn(
                turn.turn(),
                sent,
                times.found() ? sent + times.firstSeconds() * PER_SECOND : Double.NaN,
                (request.endNanos() - zeroNanos) / MILLIS,
                fault == null ? null : fault.kind()));
    kept++;
    while (kept > MOST_TURNS && conversations.size() > 1) {
      forgetHalf();
    }
  }

  private void forgetHalf() {
    every *= 2;
    conversations.keySet().removeIf(number -> !isIn(number, every));
    kept = conversations.values().stream().mapToInt(List::size).sum();
  }

  @Override
  public TurnsSum figures() {
    return this;
  }

  /**
   * The rows of conversations; empty where no request is a turn.
   *
   * @param mostTurns as many turns as can be shown
   */
  Optional<ConversationRows> rows(int mostTurns) {
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    int step = mostTurns > 0 ? every : MOST_TURNS;
    while (step < MOST_TURNS && turns(step) > mostTurns) {
      step *= 2;
    }
    List<ConversationRows.Row> rows = new ArrayList<>();
    if (turns(step) <= mostTurns) {
      for (Map.Entry<Integer, List<Turn>> each : conversations.entrySet()) {
        if (isIn(each.getKey(), step)) {
          rows.add(
              new ConversationRows.Row(
                  each.getKey(),
                  each.getValue().stream().sorted(Comparator.comparingInt(Turn::number)).toList()));
        }
      }
    }
    rows.sort(Comparator.comparingDouble(ConversationRows.Row::sentMillis));
    return Optional.of(new ConversationRows(rows, seen.cardinality(), step));
  }

  /** One in so many by its number, mixed: each of several injectors has every so many of them. */
  private static boolean isIn(int number, int step) {
    int mixed = number * 0x9E3779B1;
    return ((mixed ^ mixed >>> 16) & (step - 1)) == 0;
  }

  private int turns(int step) {
    return conversations.entrySet().stream()
        .filter(each -> isIn(each.getKey(), step))
        .mapToInt(each -> each.getValue().size())
        .sum();
  }

  /** The times to the first output by turn; empty where none was timed. */
  Optional<TtftByTurn> byTurn() {
    return ttftMillis.isEmpty() ? Optional.empty() : Optional.of(TtftByTurn.of(ttftMillis));
  }
}
