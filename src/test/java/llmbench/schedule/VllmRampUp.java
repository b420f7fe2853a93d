package llmbench.schedule;

import java.util.PrimitiveIterator;
import llmbench.options.RampUp;
import llmbench.random.NumpyLegacyRandom;

/**
 * vLLM bench's ramp-ups: gaps as of {@link VllmRate}, each with the rate of its own request, added
 * up and not stretched.
 *
 * <p>Source: {@code vllm/benchmarks/serve.py}, {@code get_request}.
 */
public final class VllmRampUp implements Arrivals {

  private final DrawnGaps gaps;

  /**
   * Draws all gaps once.
   *
   * @param requests how many, at least one
   * @param random as the tool has it once its prompts are made; draws behind the last gap next
   * @throws ScheduleException when the times have no end
   */
  public VllmRampUp(int requests, RampUp rampUp, Burstiness burstiness, NumpyLegacyRandom random) {
    this.gaps =
        DrawnGaps.of(
            requests,
            rampUp.startRps(),
            (request, drawing) -> burstiness.gap(rampUp.rate(request, requests), drawing),
            random);
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
