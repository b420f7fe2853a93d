package llmbench.reporting;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import llmbench.metrics.vllm.VllmExtras;
import llmbench.options.Backend;
import llmbench.options.recorded.ReportOptions;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.RequestRecord;
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
      Optional<ServerMetrics> said, List<RecordedRun> runs, ReportOptions options, Requests drawn) {
    VllmExtras extras = ofServerAndLoad(said, runs, options.load(), drawn);
    return withInputs(extras, drawn, options.target().backend());
  }

  private static VllmExtras ofServerAndLoad(
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
            drawn, Instant.ofEpochMilli(facts.clockZeroEpochMillis()), ZoneId.systemDefault());
    return ofServer.with(changes.of(load.rampUp().get(), prompts));
  }

  /** The same with what the successes had the model work on, where that isn't one text each. */
  private static VllmExtras withInputs(VllmExtras extras, Requests records, String backend) {
    Backend.Work work = Backend.named(backend).map(Backend::work).orElse(Backend.Work.GENERATION);
    if (work == Backend.Work.GENERATION) {
      return extras;
    }
    double audioSeconds = 0;
    long inputs = 0;
    for (RequestRecord request : records) {
      if (request.ok()) {
        audioSeconds += request.inputs().audioSeconds();
        inputs += request.inputs().count();
      }
    }
    return extras.with(audioSeconds, inputs);
  }
}
