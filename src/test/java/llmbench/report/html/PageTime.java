package llmbench.report.html;

import java.util.List;
import java.util.stream.Stream;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.PercentileRule;
import llmbench.metrics.observed.TrueFigures;
import llmbench.metrics.vllm.VllmFigures;

/**
 * A time by some definition: what a card and a distribution show.
 *
 * @param id on the page
 * @param title its short name
 * @param longTitle its name
 * @param spread all its values, in milliseconds
 * @param mean as the definition's own table has it, in milliseconds
 * @param rule how percentiles are read
 */
public record PageTime(
    String id,
    String title,
    String longTitle,
    Distribution spread,
    double mean,
    PercentileRule rule) {

  private static final double MILLIS = 1000;

  /** By vLLM bench. */
  public static List<PageTime> of(VllmFigures figures) {
    return some(
        Stream.of(
            linear(Name.TTFT, figures.ttft()),
            linear(Name.TPOT, figures.tpot()),
            linear(Name.ITL, figures.itl()),
            linear(Name.E2EL, figures.e2el())));
  }

  /** By evalscope. */
  public static List<PageTime> of(EvalscopeFigures figures) {
    EvalscopeFigures.Spreads spreads = figures.spreads();
    PercentileRule rule = figures.dialect().percentiles();
    return some(
        Stream.of(
            seconds(Name.TTFT, spreads.ttft(), figures.ttftSeconds(), rule),
            seconds(Name.TPOT, spreads.tpot(), figures.tpotSeconds(), rule),
            seconds(Name.ITL, spreads.itl(), figures.itlSeconds(), rule),
            seconds(Name.E2EL, spreads.latency(), figures.latencySeconds(), rule)));
  }

  /** The true ones. */
  public static List<PageTime> of(TrueFigures seen) {
    return some(
        Stream.of(
            linear(Name.TTFT, seen.ttft()),
            linear(Name.ITL, seen.itl()),
            linear(Name.E2EL, seen.e2el())));
  }

  /** What Gatling's log alone has, in milliseconds. */
  public static List<PageTime> ofLog(Distribution ttft, Distribution e2el) {
    return some(Stream.of(linear(Name.TTFT, ttft), linear(Name.E2EL, e2el)));
  }

  /** The median. */
  double median() {
    return percentile(50);
  }

  double percentile(int percent) {
    // vLLM's own median is the same as its P50 except for the last bit.
    return percent == 50 && rule == PercentileRule.LINEAR
        ? spread.median()
        : spread.percentile(percent, rule);
  }

  /** What is timed. */
  private enum Name {
    TTFT("ttft", "Time to first token"),
    TPOT("tpot", "Time per output token"),
    ITL("itl", "Inter-token latency"),
    E2EL("e2el", "End-to-end latency");

    private final String id;
    private final String words;

    Name(String id, String words) {
      this.id = id;
      this.words = words;
    }
  }

  private static PageTime linear(Name name, Distribution millis) {
    return new PageTime(
        name.id, name.name(), name.words, millis, millis.mean(), PercentileRule.LINEAR);
  }

  private static PageTime seconds(
      Name name, Distribution seconds, double mean, PercentileRule rule) {
    return new PageTime(
        name.id, name.name(), name.words, seconds.times(MILLIS), mean * MILLIS, rule);
  }

  /** What was not measured is not shown. */
  private static List<PageTime> some(Stream<PageTime> all) {
    return all.filter(time -> time.spread().size() > 0).toList();
  }
}
