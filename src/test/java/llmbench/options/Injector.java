package llmbench.options;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import llmbench.timeline.Shard;

/**
 * What this one of all that inject load does of the benchmark that was asked for.
 *
 * @param shard which part; empty for all of it
 * @param start when it begins, by the wall clock; empty for as soon as it is prepared
 * @param every how much later each of several levels begins than the one before; empty for as soon
 *     as that is over
 */
public record Injector(Optional<Shard> shard, Optional<Instant> start, Optional<Duration> every) {

  /** All of it, at once. */
  public static final Injector ALONE =
      new Injector(Optional.empty(), Optional.empty(), Optional.empty());

  /** When a level begins, of those that are measured the one of this number, from 0 on. */
  public Optional<Instant> start(int level) {
    return level == 0
        ? start
        : start.flatMap(first -> every.map(gap -> first.plus(gap.multipliedBy(level))));
  }

  /** Whether it sends a prompt of the whole. */
  public boolean sends(int prompt) {
    return shard.isEmpty() || shard.get().has(prompt);
  }

  /** How many of so many things, dealt out one by one, are its own. */
  public int share(int whole) {
    return shard.isEmpty() ? whole : shard.get().share(whole);
  }

  /** Whether what is done once for all of them is its to do. */
  public boolean isFirst() {
    return shard.isEmpty() || shard.get().leads();
  }

  /**
   * What it does of the options of the whole. {@link BenchOptions#effective} stays the whole's, as
   * run.json keeps it; so does how many prompts there are, since all are made in their order.
   */
  BenchOptions of(BenchOptions whole) {
    if (shard.isEmpty()) {
      return whole;
    }
    BenchOptions.Load load = whole.load();
    OptionalInt most = load.maxConcurrency();
    BenchOptions.Startup startup = whole.startup();
    return new BenchOptions(
        whole.compat(),
        whole.target(),
        whole.model(),
        whole.dataset(),
        new BenchOptions.Load(
            most.isPresent() ? OptionalInt.of(share(most.getAsInt())) : most,
            load.paced(),
            isFirst() ? load.probesPerSecond() : 0,
            share(load.warmUps())),
        whole.sampling(),
        new BenchOptions.Startup(
            startup.readyCheckTimeoutSec(),
            share(startup.warmups()),
            startup.jvmWarmUp(),
            startup.heapDump(),
            startup.profiles() && isFirst(),
            startup.dryRun()),
        whole.timeouts(),
        whole.stops(),
        whole.figures(),
        whole.output(),
        whole.evalscope(),
        this,
        whole.effective());
  }
}
