package llmbench.metrics.server;

import java.util.Optional;
import llmbench.timeline.ServerMetrics;

/**
 * What a diffusion model did while a run was measured, from the server's counters before and after
 * it. It works on a canvas of so many positions, again and again, and then commits it. Source:
 * {@code fetch_diffusion_metrics()} and {@code benchmark()} of {@code serve.py} of vLLM 0.32.
 *
 * @param committedTokens tokens that were committed
 * @param denoisingSteps steps that were not those of committing
 * @param canvasPositions positions that all steps together looked at
 * @param stepsPerCanvas denoising steps for each canvas
 * @param committedPerStep tokens that a denoising step commits
 */
public record DiffusionDecoding(
    long committedTokens,
    double denoisingSteps,
    long canvasPositions,
    double stepsPerCanvas,
    double committedPerStep) {

  private static final String NAME = "vllm:diffusion";

  /** Empty where the server has no such counters, or committed nothing meanwhile. */
  public static Optional<DiffusionDecoding> of(ServerMetrics said) {
    Counters before = new Counters(NAME, said.before());
    Counters after = new Counters(NAME, said.after());
    long steps = after.sum("num_denoising_steps") - before.sum("num_denoising_steps");
    long positions = after.sum("num_canvas_positions") - before.sum("num_canvas_positions");
    long committed = after.sum("num_committed_tokens") - before.sum("num_committed_tokens");
    boolean any = before.areThere() && after.areThere() && steps > 0 && committed > 0;
    // The tool divides by each of them, and fails where one is 0.
    if (!any || positions <= 0) {
      return Optional.empty();
    }
    double canvasPositions = (double) positions / steps;
    double canvases = committed / canvasPositions;
    double denoising = steps - canvases;
    return denoising == 0
        ? Optional.empty()
        : Optional.of(
            new DiffusionDecoding(
                committed, denoising, positions, denoising / canvases, committed / denoising));
  }
}
