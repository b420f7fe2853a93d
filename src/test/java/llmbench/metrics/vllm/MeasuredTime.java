package llmbench.metrics.vllm;

import java.util.OptionalDouble;

/**
 * What vLLM bench divides by: {@code benchmark_duration} of {@code benchmark()} in {@code
 * vllm/benchmarks/serve.py}, the same in 0.11.0 to 0.33.0. Its clock starts before the gaps of a
 * schedule are drawn and stops behind the last answer, failures included; so it has the first
 * request's own gap in it.
 */
public final class MeasuredTime {

  /** From the first start: where all may go at once, that is when the tool begins. */
  public static final MeasuredTime OF_REQUESTS =
      new MeasuredTime(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

  private final OptionalDouble begin;
  private final OptionalDouble end;
  private final OptionalDouble known;

  private MeasuredTime(OptionalDouble begin, OptionalDouble end, OptionalDouble known) {
    this.begin = begin;
    this.end = end;
    this.known = known;
  }

  /** From the zero of a schedule, in seconds on the clock of the requests. */
  public static MeasuredTime since(double beginSeconds) {
    return new MeasuredTime(
        OptionalDouble.of(beginSeconds), OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** So long, as somebody else has measured it. */
  public static MeasuredTime of(double seconds) {
    return new MeasuredTime(
        OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(seconds));
  }

  /**
   * The same, not over before then. 0.32.0 stops its probes before it looks at the clock, so the
   * last one and the pause behind it are in its duration.
   *
   * @param endSeconds on the clock of the requests
   */
  public MeasuredTime until(double endSeconds) {
    return new MeasuredTime(begin, OptionalDouble.of(endSeconds), known);
  }

  /**
   * Its seconds.
   *
   * @param firstStart when the first request was sent
   * @param lastEnd when the last one ended
   */
  double seconds(double firstStart, double lastEnd) {
    // Nothing is sent before the zero; a file may say so all the same.
    double last = Math.max(lastEnd, end.orElse(lastEnd));
    return known.orElse(last - Math.min(firstStart, begin.orElse(firstStart)));
  }

  /** Of no request at all. */
  double secondsOfNone() {
    return known.orElse(0);
  }
}
