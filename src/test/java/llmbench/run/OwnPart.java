package llmbench.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.dataset.Prompt;
import llmbench.options.BenchOptions;
import llmbench.options.Injector;
import llmbench.schedule.Arrivals;
import llmbench.schedule.PartOf;
import llmbench.timeline.Shard;

/**
 * What is one injector's of all prompts of a benchmark and of their times: for the only one all of
 * it, as it is.
 */
final class OwnPart {

  private final Injector injector;
  private final int measured;

  private OwnPart(Injector injector, int measured) {
    this.injector = injector;
    this.measured = measured;
  }

  /**
   * That of an injector.
   *
   * @param measured how many requests of the whole are measured
   * @throws RefusedException when it would have none of them
   */
  static OwnPart of(Injector injector, int measured) {
    if (injector.share(measured) < 1) {
      throw new RefusedException(
          "-Dllm.shard=%s: there is no prompt for this part, since the dataset has only %d; ask for"
                  .formatted(injector.shard().orElseThrow(), measured)
              + " fewer parts.");
    }
    return new OwnPart(injector, measured);
  }

  /** How many of so many. */
  int share(int whole) {
    return injector.share(whole);
  }

  /** Those of measured prompts. */
  Stream<Prompt> of(Stream<Prompt> prompts) {
    return injector.shard().isEmpty()
        ? prompts
        : prompts.filter(prompt -> injector.sends(prompt.index()));
  }

  /** Those of all warm-up requests, which are dealt out as prompts are. */
  List<Prompt> warmUps(List<Prompt> all) {
    return IntStream.range(0, all.size()).filter(injector::sends).mapToObj(all::get).toList();
  }

  /** The times of its warm-up requests, where these have a schedule of their own. */
  Optional<Arrivals> warmUpTimes(Arrivals all) {
    int own = share(all.requests());
    return own == 0 ? Optional.empty() : Optional.of(some(all, own, 0));
  }

  /**
   * The times of its requests.
   *
   * @param all those of the measured ones last; before them, where there are more, those of warm-up
   *     requests
   */
  Arrivals times(Arrivals all) {
    int warmUps = Math.max(0, all.requests() - measured);
    return some(all, share(warmUps) + share(measured), warmUps);
  }

  private Arrivals some(Arrivals all, int own, int warmUps) {
    return injector.shard().isEmpty()
        ? all
        : new PartOf(all, own, place -> injector.sends(place < warmUps ? place : place - warmUps));
  }

  /**
   * What is said of it, for people; empty where it is all.
   *
   * @param whole what was asked for
   */
  static Optional<String> said(BenchOptions whole, PromptWorkload workload) {
    Optional<Shard> shard = whole.injector().shard();
    int all = whole.load().concurrency(workload.whole().measured());
    String atOnce =
        whole.load().maxConcurrency().isPresent()
            ? ", %d of %d at once"
                .formatted(whole.own().load().concurrency(workload.prompts().measured()), all)
            : "";
    return shard.map(
        each ->
            "Shard %s: %d of %d prompts%s"
                .formatted(
                    each, workload.prompts().measured(), workload.whole().measured(), atOnce));
  }
}
