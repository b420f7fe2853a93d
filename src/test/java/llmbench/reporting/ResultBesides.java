package llmbench.reporting;

import java.util.Optional;
import java.util.OptionalDouble;
import llmbench.metrics.server.DiffusionDecoding;
import llmbench.metrics.server.SpeculativeDecoding;
import llmbench.metrics.vllm.VllmExtras;
import llmbench.runlog.ResultExtras;

/** What a result of vLLM bench says besides its requests, as its block has it. */
final class ResultBesides {

  private final ResultExtras said;

  private ResultBesides(ResultExtras said) {
    this.said = said;
  }

  static VllmExtras of(ResultExtras said, double durationSeconds) {
    ResultBesides besides = new ResultBesides(said);
    return new VllmExtras(
        besides.probes(),
        said.rateChanges().stream()
            .map(each -> new VllmExtras.RateChange(each.requestsPerSecond(), each.timestamp()))
            .toList(),
        besides.speculative(),
        besides.diffusion(),
        besides.number("rtfx") * durationSeconds,
        0);
  }

  private Optional<VllmExtras.Probes> probes() {
    return has("probe_completed")
        ? Optional.of(
            new VllmExtras.Probes(
                count("probe_completed"),
                count("probe_failed"),
                number("probe_median_e2el_ms"),
                number("probe_p99_e2el_ms"),
                number("probe_max_e2el_ms")))
        : Optional.empty();
  }

  private Optional<SpeculativeDecoding> speculative() {
    return has("spec_decode_acceptance_rate")
        ? Optional.of(
            new SpeculativeDecoding(
                number("spec_decode_acceptance_rate"),
                number("spec_decode_acceptance_length"),
                count("spec_decode_num_drafts"),
                count("spec_decode_draft_tokens"),
                count("spec_decode_accepted_tokens"),
                said.byPosition()))
        : Optional.empty();
  }

  private Optional<DiffusionDecoding> diffusion() {
    return has("diffusion_committed_tokens")
        ? Optional.of(
            new DiffusionDecoding(
                count("diffusion_committed_tokens"),
                number("diffusion_denoising_steps"),
                count("diffusion_canvas_positions"),
                number("diffusion_steps_per_canvas"),
                number("diffusion_committed_per_step")))
        : Optional.empty();
  }

  private boolean has(String key) {
    return said.number(key).isPresent();
  }

  private long count(String key) {
    return (long) number(key);
  }

  private double number(String key) {
    OptionalDouble number = said.number(key);
    return number.orElse(0);
  }
}
