package llmbench.schedule;

import java.util.PrimitiveIterator;
import llmbench.random.NumpyLegacyRandom;

/**
 * evalscope's {@code --rate} of 1.1: behind each request it pauses for exponential(1 / rate). So
 * the first request is sent at once, the time of each is the sum of the pauses before it, and
 * nothing is stretched. The tool's own times drift, since each pause begins when the last one is
 * over; these are what it means.
 *
 * <p>Source: {@code evalscope/perf/benchmark.py}, {@code get_requests}.
 */
public final class EvalscopePauses implements Arrivals {

  private final DrawnGaps gaps;

  /**
   * Draws all pauses once.
   *
   * @param requests how many, at least one
   * @param rate requests a second, more than 0
   * @param random as the tool has it once its prompts are made; draws behind the last pause next
   * @throws ScheduleException when the rate isn't above 0, or the times have no end
   */
  public EvalscopePauses(int requests, double rate, NumpyLegacyRandom random) {
    Checks.rate(rate);
    double mean = 1.0 / rate;
    this.gaps =
        DrawnGaps.of(
            requests,
            rate,
            (request, drawing) -> request == 0 ? 0 : drawing.nextExponential(mean),
            random);
    // It pauses behind the last request as well.
    random.nextExponential(mean);
  }

  @Override
  public int requests() {
    return gaps.requests();
  }

  @Override
  public PrimitiveIterator.OfDouble seconds() {
    return gaps.times();
  }
}
