package llmbench.metrics.conversations;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.request.Collector;
import llmbench.metrics.request.RequestTimes;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Usage;

/** Collects turns for {@link Conversations}. One run, one thread. */
final class ConversationSum implements Collector<Optional<Conversations>> {

  private static final double NANOS = 1e9;

  private final Function<RequestRecord, RequestTimes> times;
  private final Map<Integer, Told> conversations = new HashMap<>();
  private final Optional<Predicate<RequestTimes>> isGood;
  private final TurnGroupSum first;
  private final TurnGroupSum later;
  private final SortedMap<Integer, TurnGroupSum> byTurn = new TreeMap<>();
  private final SortedMap<Integer, TurnGroupSum> byHistory = new TreeMap<>();
  private long start = Long.MAX_VALUE;
  private long end = Long.MIN_VALUE;

  ConversationSum(
      Function<RequestRecord, RequestTimes> times, Optional<Predicate<RequestTimes>> isGood) {
    this.times = times;
    this.isGood = isGood;
    first = new TurnGroupSum(Conversations.METRICS, isGood);
    later = new TurnGroupSum(Conversations.METRICS, isGood);
  }

  /** Takes a request that the run's stop interrupted. */
  void interrupt(RequestRecord request) {
    ConversationTurn turn = request.turn();
    if (turn != null) {
      of(turn).interrupted = true;
    }
  }

  @Override
  public void take(RequestRecord request) {
    ConversationTurn turn = request.turn();
    if (turn == null) {
      return;
    }
    start = Math.min(start, request.sentNanos());
    end = Math.max(end, request.endNanos());
    of(turn).add(request, turn);
    TurnGroupSum part = turn.turn() == 1 ? first : later;
    TurnGroupSum same = group(byTurn, turn.turn());
    if (!request.ok()) {
      part.fail();
      same.fail();
      return;
    }
    RequestTimes seen = times.apply(request);
    Usage usage = request.usage();
    part.add(seen, usage);
    same.add(seen, usage);
    Integer prompt = usage == null ? null : usage.promptTokens();
    if (prompt != null && prompt > 0) {
      group(byHistory, Integer.highestOneBit(prompt)).add(seen, usage);
    }
  }

  private Told of(ConversationTurn turn) {
    return conversations.computeIfAbsent(turn.conversation(), number -> new Told());
  }

  private TurnGroupSum group(SortedMap<Integer, TurnGroupSum> groups, int key) {
    return groups.computeIfAbsent(
        key, none -> new TurnGroupSum(List.of(LatencyMetric.TTFT), isGood));
  }

  @Override
  public Optional<Conversations> figures() {
    if (conversations.isEmpty()) {
      return Optional.empty();
    }
    List<Told> ended = conversations.values().stream().filter(Told::ended).toList();
    List<Told> counted = ended.stream().filter(told -> told.counted).toList();
    int interrupted =
        (int) conversations.values().stream().filter(told -> told.interrupted).count();
    double seconds = end > start ? (end - start) / NANOS : 0;
    return Optional.of(
        new Conversations(
            ended.size(),
            conversations.size() - ended.size() - interrupted,
            interrupted,
            seconds > 0 ? ended.size() / seconds : 0,
            first.group(),
            later.group(),
            groups(byTurn),
            groups(byHistory),
            new Conversations.Each(
                spread(ended, told -> told.turns),
                spread(counted, told -> told.promptTokens),
                spread(counted, told -> told.outputTokens),
                spread(ended, told -> (told.endNanos - told.startNanos) / NANOS),
                spread(ended, told -> told.thinkNanos / NANOS))));
  }

  private static SortedMap<Integer, TurnGroup> groups(SortedMap<Integer, TurnGroupSum> sums) {
    SortedMap<Integer, TurnGroup> groups = new TreeMap<>();
    sums.forEach((key, sum) -> groups.put(key, sum.group()));
    return groups;
  }

  private static Distribution spread(List<Told> some, ToDoubleFunction<Told> figure) {
    Doubles values = new Doubles();
    some.forEach(told -> values.add(figure.applyAsDouble(told)));
    return Distribution.of(values);
  }

  /** One conversation, as far as it was told. */
  private static final class Told {

    private long startNanos = Long.MAX_VALUE;
    private long endNanos = Long.MIN_VALUE;
    private long thinkNanos;
    private int turns;
    private int lastTurn;
    private boolean lastFailed;
    private boolean interrupted;
    private boolean counted = true;
    private long promptTokens;
    private long outputTokens;

    void add(RequestRecord request, ConversationTurn turn) {
      startNanos = Math.min(startNanos, request.sentNanos());
      endNanos = Math.max(endNanos, request.endNanos());
      // The first one waits before the conversation begins.
      thinkNanos += turn.turn() > 1 ? turn.thinkNanos() : 0;
      turns++;
      if (turn.turn() >= lastTurn) {
        lastTurn = turn.turn();
        lastFailed = !request.ok();
      }
      Usage usage = request.usage();
      Integer prompt = usage == null ? null : usage.promptTokens();
      Integer output = usage == null ? null : usage.completionTokens();
      if (prompt == null || output == null) {
        counted = false;
      } else {
        promptTokens += prompt;
        outputTokens += output;
      }
    }

    boolean ended() {
      return !interrupted && !lastFailed;
    }
  }
}
