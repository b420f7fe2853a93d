package llmbench.schedule;

import llmbench.options.ToolVersion;
import llmbench.options.syntax.PythonNumbers;
import llmbench.random.NumpyLegacyRandom;

/**
 * vLLM bench's {@code --burstiness}: the shape of the gamma distribution of gaps. 1 makes a Poisson
 * process, less makes bursts, more makes gaps alike. Infinity is all gaps the same since 0.32; to
 * 0.11 the mean gap that it makes is 0, so everything is sent at once.
 *
 * <p>Source: {@code vllm/benchmarks/serve.py}, {@code get_request}.
 */
public final class Burstiness {

  private final double shape;
  private final boolean isEvenAtInfinity;

  /**
   * What was asked for.
   *
   * @param version of vLLM bench
   * @param shape more than 0, also infinite
   * @throws ScheduleException when it isn't
   */
  public Burstiness(ToolVersion version, double shape) {
    if (!(shape > 0)) {
      throw new ScheduleException(
          "--burstiness must be more than 0, not %s; 1 is a Poisson process."
              .formatted(PythonNumbers.repr(shape)));
    }
    this.shape = shape;
    this.isEvenAtInfinity = version.atLeast(ToolVersion.VLLM_0_32);
  }

  /**
   * Draws a gap.
   *
   * @param rate requests a second at it
   * @return in seconds
   */
  double gap(double rate, NumpyLegacyRandom random) {
    if (Double.isInfinite(rate)) {
      return 0;
    }
    if (Double.isFinite(shape)) {
      return random.nextGamma(shape, 1.0 / (rate * shape));
    }
    if (isEvenAtInfinity) {
      return 1.0 / rate;
    }
    // An infinite value times a scale of 0 is no number there, and is sent at once.
    random.nextGamma(shape, 0);
    return 0;
  }
}
