package llmbench.schedule;

import java.util.PrimitiveIterator;
import llmbench.random.NumpyLegacyRandom;

/**
 * evalscope's {@code --rate} since 1.14, in the closed and in the open loop. With rate r and n
 * requests:
 *
 * <pre>
 * gap  = exponential(1 / r)
 * sum  = the gaps so far, its own as well
 * time = sum · (n / r / last sum)
 * </pre>
 *
 * <p>So the first request waits, too, and the last one is due at n / r. In the closed loop n has
 * the warm-up requests; in the open loop these are a schedule of their own, drawn before.
 *
 * <p>Source: {@code evalscope/perf/core/strategies/closed_loop.py} and {@code open_loop.py}, {@code
 * _run_phase}.
 */
public final class EvalscopeRate implements Arrivals {

  private final DrawnGaps gaps;

  /**
   * Draws all gaps once.
   *
   * @param requests how many, at least one
   * @param rate requests a second, more than 0
   * @param random as the tool has it once its requests are built; draws behind the last gap next
   * @throws ScheduleException when the rate isn't above 0, or the times have no end
   */
  public EvalscopeRate(int requests, double rate, NumpyLegacyRandom random) {
    Checks.rate(rate);
    double mean = 1.0 / rate;
    this.gaps =
        DrawnGaps.of(requests, rate, (request, drawing) -> drawing.nextExponential(mean), random)
            .stretchedTo(rate);
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
