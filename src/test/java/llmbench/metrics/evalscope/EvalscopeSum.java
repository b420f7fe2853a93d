package llmbench.metrics.evalscope;

import static llmbench.metrics.evalscope.EvalscopeFigures.NOT_MEASURED;

import java.util.OptionalDouble;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.numbers.GapPool;
import llmbench.metrics.request.RequestTimes;

/** Collects the requests of a run for {@link EvalscopeFigures}. One run, one thread. */
final class EvalscopeSum {

  private final EvalscopeDialect dialect;
  private final boolean handsOff;
  private boolean onlyStreamed;

  private int succeeded;
  private int failed;
  private int streamed;
  private int tokenizerCounted;
  private long inputTokens;
  private long outputTokens;
  private double latencySeconds;
  private long cachedTokens;
  private long cacheablePromptTokens;

  private double firstStart = Double.POSITIVE_INFINITY;
  private double lastCompleted = Double.NEGATIVE_INFINITY;
  private double durationSeconds = 1;
  private EvalscopeFigures.Rates rates = EvalscopeFigures.Rates.over(0, 0, 0, 0);

  private final Doubles latency = new Doubles();
  private final Doubles ttft = new Doubles();
  private final Doubles averagedTpot = new Doubles();
  private final Doubles rankedTpot = new Doubles();
  private final GapPool itl = new GapPool();
  private final HandoffSum handoff = new HandoffSum();
  private final CachedTurns cached = new CachedTurns();
  private final TraceSum traces = new TraceSum();
  private final Doubles input = new Doubles();
  private final Doubles output = new Doubles();
  private final Doubles inputRate = new Doubles();
  private final Doubles outputRate = new Doubles();
  private final Doubles totalRate = new Doubles();
  private final Doubles decodeRate = new Doubles();
  private final Doubles iterations = new Doubles();

  /**
   * Nothing yet.
   *
   * @param handoff whether it was asked for
   */
  EvalscopeSum(EvalscopeDialect dialect, boolean handoff) {
    this.dialect = dialect;
    this.handsOff = handoff && dialect.hasHandoff();
  }

  /** Takes every request, in the order in which they ended. */
  EvalscopeSum addAll(Iterable<EvalscopeRequest> requests) {
    begin(requests);
    requests.forEach(this::add);
    return end();
  }

  /** Nothing was taken yet of these. */
  void begin(Iterable<EvalscopeRequest> requests) {
    onlyStreamed = dialect.leavesOutUntimed() && anyStreamed(requests);
  }

  /** Takes the next request. */
  void add(EvalscopeRequest request) {
    streamed += request.streamed() ? 1 : 0;
    if (request.times().success()) {
      addSuccess(cached.known(request));
    } else {
      failed++;
    }
    if (dialect.ratesBeforeTime()) {
      rate();
    }
    extend(request);
  }

  /** All was taken. */
  EvalscopeSum end() {
    if (!dialect.ratesBeforeTime()) {
      rate();
    }
    return this;
  }

  /** Seldom a long walk: the first success tells, mostly. */
  private static boolean anyStreamed(Iterable<EvalscopeRequest> requests) {
    for (EvalscopeRequest request : requests) {
      if (request.times().success() && request.streamed()) {
        return true;
      }
    }
    return false;
  }

  /** 1.1 keeps what it had where it would have to divide by 0, and has nothing of no success. */
  private void rate() {
    if (!dialect.ratesBeforeTime() || (succeeded > 0 && durationSeconds > 0)) {
      rates = EvalscopeFigures.Rates.over(durationSeconds, succeeded, inputTokens, outputTokens);
    }
  }

  private void extend(EvalscopeRequest request) {
    firstStart = Math.min(firstStart, request.times().startSeconds());
    if (request.times().success() || dialect.timesFailures()) {
      lastCompleted = Math.max(lastCompleted, request.completedSeconds());
    }
    durationSeconds = Math.max(lastCompleted - firstStart, 0);
  }

  private void addSuccess(EvalscopeRequest request) {
    RequestTimes times = request.times();
    succeeded++;
    inputTokens += times.inputTokens();
    outputTokens += times.outputTokens();
    tokenizerCounted += times.tokensCounted() ? 1 : 0;
    latency.add(times.latencySeconds());
    latencySeconds += times.latencySeconds();
    input.add(times.inputTokens());
    output.add(times.outputTokens());
    itl.add(times.gapsSeconds());
    if (handsOff) {
      handoff.add(times.gapsSeconds());
    }
    if (!onlyStreamed || request.streamed()) {
      addTokenTimes(times);
    }
    // In no time there is no rate: 1.1 would sort a NaN in, we leave it out as 1.14 does.
    if (times.latencySeconds() > 0) {
      if (dialect.isOfPooling()) {
        inputRate.add(times.inputTokens() / times.latencySeconds());
      }
      outputRate.add(times.outputTokens() / times.latencySeconds());
      totalRate.add(((double) times.inputTokens() + times.outputTokens()) / times.latencySeconds());
    }
    if (request.tokensPerIteration() > 1) {
      iterations.add(request.tokensPerIteration());
    }
    traces.add(request);
    if (request.cachedTokens().isPresent() && times.inputTokens() > 0) {
      cachedTokens += request.cachedTokens().getAsInt();
      cacheablePromptTokens += times.inputTokens();
    }
  }

  private void addTokenTimes(RequestTimes times) {
    if (dialect.isOfPooling()) {
      return;
    }
    double tpot = times.tpotSeconds();
    ttft.add(times.ttftSeconds());
    if (!onlyStreamed || times.hasTpot()) {
      averagedTpot.add(tpot);
    }
    if (!onlyStreamed || tpot > 0) {
      rankedTpot.add(tpot);
    }
    if (tpot > 0) {
      decodeRate.add(1 / tpot);
    }
  }

  /** The figures of all that was taken. */
  EvalscopeFigures figures() {
    EvalscopeFigures.Spreads spreads = spreads();
    // Where 1.1 could never divide by its time, it never came to these two.
    boolean reached = !dialect.ratesBeforeTime() || rates.overSeconds() > 0;
    double tpot = average(Distribution.of(averagedTpot), succeeded > 0 ? 0 : NOT_MEASURED);
    return new EvalscopeFigures(
        dialect,
        succeeded,
        failed,
        streamed,
        durationSeconds,
        rates,
        EvalscopeFigures.Rates.over(durationSeconds, succeeded, inputTokens, outputTokens),
        average(spreads.latency(), NOT_MEASURED),
        average(spreads.ttft(), NOT_MEASURED),
        reached ? tpot : NOT_MEASURED,
        reached ? average(spreads.itl(), 0) : NOT_MEASURED,
        average(spreads.inputTokens(), NOT_MEASURED),
        average(spreads.outputTokens(), NOT_MEASURED),
        inputPerSecond(),
        some(Distribution.of(iterations)),
        cacheablePromptTokens == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(cachedTokens * 100.0 / cacheablePromptTokens),
        tokenizerCounted,
        traces.figures(),
        spreads);
  }

  /** Only of answers without tokens; in no time it is not measured. */
  private double inputPerSecond() {
    if (!dialect.isOfPooling()) {
      return 0;
    }
    return latencySeconds > 0 ? inputTokens / latencySeconds : NOT_MEASURED;
  }

  private EvalscopeFigures.Spreads spreads() {
    return new EvalscopeFigures.Spreads(
        Distribution.of(latency),
        Distribution.of(ttft),
        itl.distribution(),
        handsOff ? handoff.handoff() : Handoff.NONE,
        Distribution.of(rankedTpot),
        Distribution.of(input),
        Distribution.of(output),
        Distribution.of(inputRate),
        Distribution.of(outputRate),
        Distribution.of(totalRate),
        Distribution.of(decodeRate));
  }

  private static OptionalDouble some(Distribution spread) {
    return spread.size() > 0 ? OptionalDouble.of(spread.mean()) : OptionalDouble.empty();
  }

  private static double average(Distribution spread, double none) {
    return spread.size() > 0 ? spread.mean() : none;
  }
}
