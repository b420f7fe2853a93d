package llmbench.run;

import java.util.Optional;
import java.util.OptionalInt;
import llmbench.injection.AtOnce;
import llmbench.injection.ClosedModel;
import llmbench.injection.OpenModel;
import llmbench.injection.PromptRange;
import llmbench.injection.PromptsAhead;
import llmbench.injection.TimedLoop;
import llmbench.options.BenchOptions;
import llmbench.timeline.RunFacts;

/** The models of prompts: each at its own time, or so many at once. */
final class PromptModels implements StepModels {

  private final PromptWorkload workload;
  private final Step step;
  private final Optional<OpenModel> warmUps;
  private final Optional<TimedLoop> loop;
  private final Optional<OpenModel> open;

  PromptModels(PromptWorkload workload, Step step) {
    this.workload = workload;
    this.step = step;
    PromptsAhead prompts = workload.prompts();
    warmUps =
        workload
            .warmUpArrivals()
            .map(
                times ->
                    new OpenModel(prompts.onlyWarmUps(), times, OptionalInt.empty(), step.gate()));
    // Those that go first in the same loop, or the measured ones alone.
    PromptRange range = warmUps.isPresent() ? prompts.onlyMeasured() : prompts.all();
    BenchOptions options = step.options();
    loop =
        TimedLoop.of(
            options,
            range.warmUps(),
            prompts.measured(),
            workload.arrivals(),
            step.gate(),
            step.say());
    open =
        workload
            .arrivals()
            .map(
                arrivals ->
                    new OpenModel(
                        range,
                        arrivals,
                        options.load().maxConcurrency(),
                        step.gate(),
                        loop,
                        step.start()));
  }

  @Override
  public Optional<OpenModel> open() {
    return open;
  }

  @Override
  public Optional<OpenModel> warmUps() {
    return warmUps;
  }

  @Override
  public AtOnce atOnce() {
    return new ClosedModel(
        workload.prompts(), workload.users(step.options()), step.gate(), loop, step.start());
  }

  @Override
  public boolean isNobodyWaiting() {
    return workload.prompts().isNobodyWaiting()
        && open.map(OpenModel::isNobodyWaiting).orElse(true);
  }

  @Override
  public boolean endsAsTheTool(RunFacts.Stop why) {
    return loop.isPresent() && why.by() == RunFacts.StopCause.DURATION;
  }

  @Override
  public String stopped(RunFacts.Stop why) {
    return LoadLines.stopped(why);
  }

  /** Who waits for a time looks at the gate. */
  @Override
  public void giveUp() {}
}
