package llmbench.report.vllm;

import java.io.IOException;
import llmbench.metrics.server.DiffusionDecoding;
import llmbench.metrics.server.SpeculativeDecoding;
import llmbench.metrics.vllm.VllmExtras;
import llmbench.metrics.vllm.VllmFigures;

/**
 * The keys of what is said besides the requests: between the peaks and the metrics, as {@code
 * benchmark()} of {@code serve.py} of vLLM 0.32 puts them.
 */
final class ExtraKeys {

  private ExtraKeys() {}

  static void add(JsonKeys keys, VllmFigures figures, VllmReportSettings settings) {
    VllmExtras extras = figures.extras();
    if (!settings.is011()) {
      extras.probes().ifPresent(probes -> probes(keys, probes));
    }
    if (!extras.rateChanges().isEmpty()) {
      keys.list("rps_change_events", extras.rateChanges(), ExtraKeys::rateChange);
    }
    if (!settings.is011()) {
      extras.speculative().ifPresent(all -> speculative(keys, all));
      extras.diffusion().ifPresent(all -> diffusion(keys, all, figures));
    }
  }

  private static void probes(JsonKeys keys, VllmExtras.Probes probes) {
    keys.count("probe_completed", probes.completed());
    keys.count("probe_failed", probes.failed());
    keys.number("probe_median_e2el_ms", probes.medianMillis());
    keys.number("probe_p99_e2el_ms", probes.p99Millis());
    keys.number("probe_max_e2el_ms", probes.maxMillis());
  }

  private static void rateChange(PythonJsonWriter json, VllmExtras.RateChange change)
      throws IOException {
    json.raw("{\"rps\": ").number(change.requestsPerSecond()).raw(", \"timestamp\": ");
    json.string(change.timestamp()).raw("}");
  }

  private static void speculative(JsonKeys keys, SpeculativeDecoding all) {
    keys.number("spec_decode_acceptance_rate", all.acceptancePercent());
    keys.number("spec_decode_acceptance_length", all.acceptanceLength());
    keys.count("spec_decode_num_drafts", all.drafts());
    keys.count("spec_decode_draft_tokens", all.draftTokens());
    keys.count("spec_decode_accepted_tokens", all.acceptedTokens());
    keys.list(
        "spec_decode_per_position_acceptance_rates",
        all.byPosition(),
        (json, rate) -> json.number(rate));
  }

  private static void diffusion(JsonKeys keys, DiffusionDecoding all, VllmFigures figures) {
    keys.number("diffusion_committed_throughput", figures.committedThroughput());
    keys.number("diffusion_steps_per_canvas", all.stepsPerCanvas());
    keys.number("diffusion_committed_per_step", all.committedPerStep());
    keys.count("diffusion_committed_tokens", all.committedTokens());
    keys.count("diffusion_denoising_steps", (long) all.denoisingSteps());
    keys.count("diffusion_canvas_positions", all.canvasPositions());
  }
}
