package llmbench.report.prometheus;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import llmbench.report.shards.ShardHealth;
import llmbench.runlog.shards.ShardSet;

/** The families of a benchmark's shards, a series for each that is there. */
final class ShardFamilies {

  private static final double MILLIS = 1000;

  private final ShardSet set;
  private final List<ShardHealth> all;
  private final Exposition out;

  ShardFamilies(ShardSet set, Exposition out) {
    this.set = set;
    this.out = out;
    all = ShardHealth.of(set);
  }

  void write() {
    out.gauge("llmbench_shards", "Shards of the benchmark.")
        .sample(set.parts().size(), "state", "there")
        .sample(set.missing().size(), "state", "missing");
    OptionalDouble uncertainty = set.clocks().uncertaintyMillis();
    if (uncertainty.isPresent()) {
      out.gauge(
              "llmbench_shard_clocks_seconds",
              "Times of different shards are within so much of what they are to each other.")
          .sample(uncertainty.getAsDouble() / MILLIS);
    }
    out.gauge("llmbench_shard_requests", "Finished requests, by shard.");
    for (ShardHealth each : all) {
      String shard = each.shard().toString();
      out.sample((double) (each.requests() - each.failed()), "shard", shard, "outcome", "success");
      out.sample((double) each.failed(), "shard", shard, "outcome", "failure");
    }
    known(
        "llmbench_shard_event_loop_lag_seconds",
        "P99 of how late the client's event loops were, by shard.",
        ShardHealth::lagMillis,
        MILLIS);
    known(
        "llmbench_shard_cpu_ratio",
        "What the client used of its machine's cores, by shard.",
        ShardHealth::cpu,
        1);
    known(
        "llmbench_shard_gc_seconds",
        "Pauses of the client's collector in all, by shard.",
        ShardHealth::gcMillis,
        MILLIS);
  }

  private void known(
      String name, String help, Function<ShardHealth, OptionalDouble> which, double divisor) {
    List<ShardHealth> some = all.stream().filter(each -> which.apply(each).isPresent()).toList();
    if (some.isEmpty()) {
      return;
    }
    out.gauge(name, help);
    for (ShardHealth each : some) {
      out.sample(which.apply(each).getAsDouble() / divisor, "shard", each.shard().toString());
    }
  }
}
