package llmbench.metrics.evalscope;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import llmbench.metrics.evalscope.TraceFigures.Spread;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.numbers.PairwiseMean;
import llmbench.metrics.request.RequestTimes;
import llmbench.timeline.ConversationTurn;

/** Collects the turns of a run for {@link TurnFigures}. One run, one thread. */
final class TraceSum {

  private final Map<Integer, Trace> traces = new LinkedHashMap<>();
  private double turns;
  private int requests;
  private final Doubles firstTtft = new Doubles();
  private final Doubles laterTtft = new Doubles();

  /** Takes a success, with what the prefix cache had of it; one of no conversation is none. */
  void add(EvalscopeRequest request) {
    ConversationTurn turn = request.turn();
    if (turn == null) {
      return;
    }
    requests++;
    turns += turn.turn();
    (turn.turn() == 1 ? firstTtft : laterTtft).add(request.times().ttftSeconds());
    traces
        .computeIfAbsent(turn.conversation(), conversation -> new Trace(request.times()))
        .add(request);
  }

  /** Of all that was taken; empty of no turn. */
  Optional<TurnFigures> figures() {
    return requests == 0
        ? Optional.empty()
        : Optional.of(
            new TurnFigures(turns / requests, mean(firstTtft), mean(laterTtft), traceFigures()));
  }

  private static OptionalDouble mean(Doubles seconds) {
    double[] all = seconds.toArray();
    return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(PairwiseMean.of(all));
  }

  private TraceFigures traceFigures() {
    return new TraceFigures(
        traces.size(),
        each(trace -> Math.max(trace.lastCompleted - trace.firstStart, 0)),
        each(trace -> trace.firstTtft),
        each(trace -> Math.max(trace.lastToken - trace.firstStart, 0)),
        each(Trace::decodeRate),
        each(trace -> percent(trace.cached, trace.prompts)),
        each(trace -> percent(trace.cachedOfHistories, trace.histories)));
  }

  private Spread each(ToDoubleFunction<Trace> figure) {
    Doubles values = new Doubles();
    traces.values().forEach(trace -> values.add(figure.applyAsDouble(trace)));
    return Spread.of(values);
  }

  private static double percent(long part, long whole) {
    return whole > 0 ? (double) part / whole * 100 : 0;
  }

  /** One conversation, of the turns that succeeded. */
  private static final class Trace {

    private final double firstStart;
    private final double firstTtft;
    private double lastCompleted;
    private double lastToken;
    private double rates;
    private int rated;
    private long cached;
    private long prompts;
    private long cachedOfHistories;
    private long histories;
    private long history;

    Trace(RequestTimes first) {
      firstStart = first.startSeconds();
      firstTtft = first.ttftSeconds();
    }

    void add(EvalscopeRequest request) {
      RequestTimes times = request.times();
      lastCompleted = request.completedSeconds();
      lastToken = times.startSeconds() + times.ttftSeconds();
      double writing = times.latencySeconds() - times.ttftSeconds();
      if (times.outputTokens() > 1 && writing > 0) {
        rates += (times.outputTokens() - 1) / writing;
        rated++;
      }
      cached += request.cachedTokens().orElse(0);
      prompts += times.inputTokens();
      if (history > 0) {
        cachedOfHistories += request.cachedTokens().orElse(0);
        histories += history;
      }
      history = (long) times.inputTokens() + times.outputTokens();
    }

    double decodeRate() {
      return rated == 0 ? 0 : rates / rated;
    }
  }
}
