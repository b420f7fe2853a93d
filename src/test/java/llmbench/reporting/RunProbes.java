package llmbench.reporting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToIntFunction;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Seconds;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.vllm.DatasetOrder;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.metrics.vllm.VllmExtras;
import llmbench.options.ToolVersion;
import llmbench.options.recorded.ReportOptions;
import llmbench.runlog.ProbeRecords;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.shards.ShardSet;
import llmbench.timeline.RequestRecord;

/**
 * The probes of a run. Several directories had theirs each, at a time of its own, so together they
 * have none; those of shards are one benchmark's.
 *
 * @param all that came to their own end
 * @param perSecond how many there were to be, had they taken no time; 0 where nobody says
 */
record RunProbes(List<RequestRecord> all, double perSecond) {

  private static final double MILLIS = 1000;

  static RunProbes of(List<RecordedRun> runs, ReportOptions.Load load, Optional<ShardSet> shards) {
    if (shards.isPresent()) {
      return new RunProbes(ofShards(shards.get()), load.probeRate());
    }
    return runs.size() != 1 || runs.get(0).facts() == null
        ? new RunProbes(List.of(), 0)
        : new RunProbes(ProbeRecords.read(runs.get(0).directory()), load.probeRate());
  }

  /** In the order in which they were sent, on one clock. */
  private static List<RequestRecord> ofShards(ShardSet shards) {
    List<RequestRecord> all = new ArrayList<>();
    for (int place = 0; place < shards.parts().size(); place++) {
      long later = shards.clocks().shiftNanos().get(place);
      ProbeRecords.read(shards.parts().get(place).directory())
          .forEach(probe -> all.add(probe.later(later)));
    }
    all.sort(Comparator.comparingLong(RequestRecord::sentNanos));
    return List.copyOf(all);
  }

  /** Their figures by the tool's definitions; empty where none succeeded, as in the tool. */
  Optional<VllmExtras.Probes> figures(VllmDialect dialect, ToIntFunction<String> tokens) {
    double[] millis =
        DatasetOrder.of(all, dialect, tokens).stream()
            .filter(RequestTimes::success)
            .mapToDouble(probe -> probe.latencySeconds() * MILLIS)
            .toArray();
    return millis.length == 0
        ? Optional.empty()
        : Optional.of(VllmExtras.Probes.of(Distribution.of(millis), all.size() - millis.length));
  }

  /**
   * The time that the tool divides by: 0.32's has the last probe and the pause behind it, since its
   * loop sleeps to the end of that before it is over.
   */
  MeasuredTime in(MeasuredTime ofLoad, ToolVersion version) {
    OptionalDouble lastEnd =
        all.stream().mapToDouble(probe -> Seconds.ofNanos(probe.endNanos())).max();
    return lastEnd.isEmpty() || perSecond <= 0 || version.atLeast(ToolVersion.VLLM_0_33)
        ? ofLoad
        : ofLoad.until(lastEnd.getAsDouble() + 1 / perSecond);
  }
}
