package llmbench.report.evalscope;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.evalscope.TurnFigures;
import llmbench.metrics.numbers.Distribution;

/**
 * A figure of 1.14's summary as a value. Source: {@code create_message()} in {@code
 * benchmark_util.py}, {@code BenchmarkSummary} in {@code perf_models.py}, and the decimals of
 * {@code metrics/semantics/perf.py}, all of 1.14.1.
 *
 * @param label in the table and the JSON
 * @param shownDecimals how many decimals the table shows
 * @param take the figure; without a value when the run has none
 */
record Row114(
    String label,
    int shownDecimals,
    BiFunction<EvalscopeFigures, EvalscopeRun, RoundedNumber> take) {

  static final Row114 DURATION =
      new Row114("Test Duration (s)", 2, (f, run) -> number(f.durationSeconds()));
  static final Row114 CONCURRENCY =
      new Row114("Concurrency", 0, (f, run) -> RoundedNumber.count(run.concurrency()));
  static final Row114 REQUEST_RATE =
      new Row114("Request Rate (req/s)", 2, (f, run) -> RoundedNumber.exact(run.requestRate()));
  static final Row114 TOTAL =
      new Row114("Total Requests", 0, (f, run) -> RoundedNumber.count(f.total()));
  static final Row114 SUCCEEDED =
      new Row114("Success Requests", 0, (f, run) -> RoundedNumber.count(f.succeeded()));
  static final Row114 FAILED =
      new Row114("Failed Requests", 0, (f, run) -> RoundedNumber.count(f.failed()));
  static final Row114 STREAMED =
      new Row114("Stream Requests", 0, (f, run) -> RoundedNumber.count(f.streamed()));
  static final Row114 NOT_STREAMED =
      new Row114(
          "Non-Stream Requests", 0, (f, run) -> RoundedNumber.count(f.total() - f.streamed()));
  static final Row114 REQUESTS =
      new Row114("Req Throughput (req/s)", 2, (f, run) -> number(f.rates().requests()));
  static final Row114 LATENCY =
      new Row114("Avg Latency (s)", 3, (f, run) -> number(f.latencySeconds()));
  static final Row114 INPUT =
      new Row114("Avg Input Tokens", 1, (f, run) -> number(f.inputTokens()));
  static final Row114 OUTPUT_RATE =
      new Row114(
          "Output Throughput (tok/s)",
          2,
          (f, run) -> number(ofTokens(f, f.rates().outputTokens())));
  static final Row114 TOTAL_RATE =
      new Row114(
          "Total Throughput (tok/s)", 2, (f, run) -> number(ofTokens(f, f.rates().totalTokens())));
  static final Row114 TTFT =
      new Row114("Avg TTFT (ms)", 2, (f, run) -> millis(ofTokens(f, f.ttftSeconds())));
  static final Row114 TPOT =
      new Row114("Avg TPOT (ms)", 2, (f, run) -> millis(ofTokens(f, f.tpotSeconds())));
  static final Row114 ITL =
      new Row114("Avg ITL (ms)", 2, (f, run) -> millis(ofTokens(f, f.itlSeconds())));

  /** These three only where they were asked for, and an answer has them. */
  static final Row114 STEADY_ITL =
      new Row114("Avg Steady ITL (ms)", 2, (f, run) -> mean(f.spreads().handoff().steadyItl()));

  static final Row114 HANDOFF =
      new Row114(
          "Avg PD Handoff Latency (ms)", 2, (f, run) -> mean(f.spreads().handoff().latency()));
  static final Row114 OVERHEAD =
      new Row114(
          "Avg PD Handoff Overhead (ms)", 2, (f, run) -> mean(f.spreads().handoff().overhead()));
  static final Row114 OUTPUT =
      new Row114("Avg Output Tokens", 1, (f, run) -> number(ofTokens(f, f.outputTokens())));

  /** Measured only of models that embed or rank. */
  static final Row114 INPUT_RATE =
      new Row114("Input Throughput (tok/s)", 2, (f, run) -> number(f.inputPerSecond()));

  /** Of turns of conversations. */
  static final Row114 TURNS =
      new Row114(
          "Avg Turns/Request",
          1,
          (f, run) -> number(ofTurns(f, turns -> OptionalDouble.of(turns.meanTurn()))));

  static final Row114 CACHED =
      new Row114(
          "KV Cache Hit Rate (%)", 1, (f, run) -> number(f.cachedPercent().orElse(Double.NaN)));
  static final Row114 FIRST_TTFT =
      new Row114(
          "Avg First-Turn TTFT (ms)",
          2,
          (f, run) -> millis(ofTurns(f, TurnFigures::firstTtftSeconds)));
  static final Row114 LATER_TTFT =
      new Row114(
          "Avg Subsequent-Turn TTFT (ms)",
          2,
          (f, run) -> millis(ofTurns(f, TurnFigures::laterTtftSeconds)));
  static final Row114 DECODED =
      new Row114("Avg Decoded Tok/Iter", 2, (f, run) -> number(decoded(f)));
  static final Row114 ACCEPTED =
      new Row114("Spec. Accept Rate", 1, (f, run) -> number(1 - 1 / decoded(f)));

  /** All, in their order in the JSON. */
  static final List<Row114> ALL =
      List.of(
          DURATION,
          CONCURRENCY,
          REQUEST_RATE,
          TOTAL,
          SUCCEEDED,
          FAILED,
          STREAMED,
          NOT_STREAMED,
          REQUESTS,
          LATENCY,
          INPUT,
          OUTPUT_RATE,
          TOTAL_RATE,
          TTFT,
          TPOT,
          ITL,
          STEADY_ITL,
          HANDOFF,
          OVERHEAD,
          OUTPUT,
          INPUT_RATE,
          TURNS,
          CACHED,
          FIRST_TTFT,
          LATER_TTFT,
          DECODED,
          ACCEPTED);

  private static RoundedNumber number(double value) {
    return RoundedNumber.rounded(value, 4);
  }

  private static RoundedNumber millis(double seconds) {
    return RoundedNumber.rounded(seconds * 1000, 2);
  }

  private static RoundedNumber mean(Distribution seconds) {
    return millis(seconds.size() == 0 ? Double.NaN : seconds.mean());
  }

  /** Nothing, where an answer has no tokens. */
  private static double ofTokens(EvalscopeFigures figures, double value) {
    return figures.dialect().isOfPooling() ? 0 : value;
  }

  private static double ofTurns(
      EvalscopeFigures figures, Function<TurnFigures, OptionalDouble> figure) {
    return figures.turns().map(figure).orElse(OptionalDouble.empty()).orElse(Double.NaN);
  }

  private static double decoded(EvalscopeFigures figures) {
    return figures.tokensPerIteration().orElse(Double.NaN);
  }

  /** What the table shows it multiplied by: a share is shown in percent. */
  int shownFactor() {
    return equals(ACCEPTED) ? 100 : 1;
  }

  /** The figure; without a value when the run has none. */
  RoundedNumber of(EvalscopeFigures figures, EvalscopeRun run) {
    return take.apply(figures, run);
  }
}
