package llmbench.schedule;

import java.util.PrimitiveIterator;
import llmbench.random.NumpyLegacyRandom;

/**
 * vLLM bench's {@code --request-rate} and {@code --burstiness}. With rate r, burstiness b and n
 * requests:
 *
 * <pre>
 * gap  = gamma(b, 1 / (r · b))
 * sum  = the gaps so far, its own as well
 * time = sum · (n / r / last sum)
 * </pre>
 *
 * <p>So the first request waits, too, and the last one is due at n / r. An infinite rate draws
 * nothing and sends everything at once.
 *
 * <p>Source: {@code vllm/benchmarks/serve.py}, {@code get_request}.
 */
public final class VllmRate implements Arrivals {

  private final DrawnGaps gaps;

  /**
   * Draws all gaps once.
   *
   * @param requests how many, at least one
   * @param rate requests a second, more than 0, also infinite
   * @param random as the tool has it once its prompts are made; draws behind the last gap next
   * @throws ScheduleException when the tool would refuse these values, or the times have no end
   */
  public VllmRate(int requests, double rate, Burstiness burstiness, NumpyLegacyRandom random) {
    Checks.rate(rate);
    this.gaps =
        DrawnGaps.of(requests, rate, (request, drawing) -> burstiness.gap(rate, drawing), random)
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
