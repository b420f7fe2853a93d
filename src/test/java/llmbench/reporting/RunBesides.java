package llmbench.reporting;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import llmbench.metrics.vllm.VllmExtras;
import llmbench.options.recorded.ReportOptions;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.Requests;
import llmbench.timeline.RunFacts;
import llmbench.timeline.ServerMetrics;

/** What a run of ours says besides its requests' times, as vLLM's block and result have it. */
final class RunBesides {

  private RunBesides() {}

  /**
   * Of the server's counters and of a ramp-up. Several directories had a ramp-up each, so together
   * they have none.
   *
   * @param drawn every request that was sent, on the first run's clock
   */
  static VllmExtras of(
      Optional<ServerMetrics> said,
      List<RecordedRun> runs,
      ReportOptions.Load load,
      Requests drawn) {
    VllmExtras ofServer = said.map(VllmExtras::of).orElse(VllmExtras.NONE);
    RunFacts facts = runs.size() == 1 ? runs.get(0).facts() : null;
    if (facts == null || load.rampUp().isEmpty()) {
      return ofServer;
    }
    int prompts = load.numPrompts().orElse(drawn.size());
    RateChanges changes =
        new RateChanges(
            drawn,
            RunClocks.scheduleZero(facts),
            Instant.ofEpochMilli(facts.clockZeroEpochMillis()),
            ZoneId.systemDefault());
    return ofServer.with(changes.of(load.rampUp().get(), prompts));
  }
}
