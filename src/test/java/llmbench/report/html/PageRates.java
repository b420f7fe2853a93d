package llmbench.report.html;

import java.util.Optional;
import java.util.OptionalDouble;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.vllm.VllmFigures;

/**
 * What a run's cards show besides times, by its tool.
 *
 * @param requestsPerSecond successes a second; empty where nothing was measured
 * @param tokensPerSecond output tokens a second; empty where no token was counted
 * @param inputTokensPerSecond input tokens a second, where an answer has no tokens; else empty
 * @param trueRates the same over the whole duration, where the tool divides by another; else empty
 * @param succeeded requests
 * @param failed requests
 */
public record PageRates(
    OptionalDouble requestsPerSecond,
    OptionalDouble tokensPerSecond,
    OptionalDouble inputTokensPerSecond,
    Optional<TrueRates> trueRates,
    int succeeded,
    int failed) {

  /** Rates over the whole duration. */
  public record TrueRates(double overSeconds, double requests, double outputTokens) {}

  /**
   * By vLLM bench.
   *
   * @param tokens whether answers have tokens that were counted
   * @param input whether the input is what is counted
   */
  public static PageRates of(VllmFigures figures, boolean tokens, boolean input) {
    boolean any = figures.completed() > 0;
    return new PageRates(
        any ? OptionalDouble.of(figures.requestThroughput()) : OptionalDouble.empty(),
        any && tokens ? OptionalDouble.of(figures.outputThroughput()) : OptionalDouble.empty(),
        any && input ? OptionalDouble.of(figures.totalThroughput()) : OptionalDouble.empty(),
        Optional.empty(),
        figures.completed(),
        figures.failed());
  }

  /** By evalscope. */
  public static PageRates of(EvalscopeFigures figures) {
    EvalscopeFigures.Rates rates = figures.rates();
    EvalscopeFigures.Rates truth = figures.trueRates();
    boolean pools = figures.dialect().isOfPooling();
    return new PageRates(
        some(rates.requests()),
        pools ? OptionalDouble.empty() : some(rates.outputTokens()),
        pools ? some(rates.totalTokens()) : OptionalDouble.empty(),
        rates.equals(truth)
            ? Optional.empty()
            : Optional.of(
                new TrueRates(truth.overSeconds(), truth.requests(), truth.outputTokens())),
        figures.succeeded(),
        figures.failed());
  }

  private static OptionalDouble some(double rate) {
    return rate == EvalscopeFigures.NOT_MEASURED ? OptionalDouble.empty() : OptionalDouble.of(rate);
  }
}
