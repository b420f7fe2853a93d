package llmbench.plan.evalscope;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import llmbench.metrics.numbers.PlainMean;
import llmbench.plan.LevelOutcome;

/**
 * Probes of levels that were measured already. Source: {@code SLAAutoTuner._get_probe()} of {@code
 * evalscope/perf/sla/sla_run.py}, 1.14.1.
 */
public final class MeasuredProbes implements Probes {

  private final AskedSearch asked;
  private final Map<String, LevelOutcome> byLevel = new HashMap<>();

  /** Of these levels, in any order. */
  public MeasuredProbes(AskedSearch asked, List<LevelOutcome> outcomes) {
    this.asked = asked;
    outcomes.forEach(outcome -> byLevel.put(outcome.level(), outcome));
  }

  /** A search comes to a run that isn't measured yet: not an error, but where it goes on. */
  public static final class NotMeasured extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int load;
    private final int run;

    private NotMeasured(int load, int run) {
      super("run " + run + " of " + load, null, false, false);
      this.load = load;
      this.run = run;
    }

    int load() {
      return load;
    }

    /** Which run of the load, from 0 on. */
    int run() {
      return run;
    }
  }

  /**
   * The means of a load's runs.
   *
   * @throws NotMeasured where one of them is missing
   */
  @Override
  public Probe at(int load) {
    List<LevelOutcome> runs = new ArrayList<>();
    for (int run = 0; run < asked.runs(); run++) {
      LevelOutcome outcome = byLevel.get(asked.level(load, run));
      if (outcome == null) {
        throw new NotMeasured(load, run);
      }
      runs.add(outcome);
    }
    List<String> reasons = new ArrayList<>();
    for (LevelOutcome run : runs) {
      addReasons(run, reasons);
    }
    return new Probe(
        load,
        runs.stream().mapToLong(LevelOutcome::requests).sum(),
        runs.stream().mapToLong(LevelOutcome::succeeded).sum(),
        runs.stream().allMatch(MeasuredProbes::isWhole),
        reasons,
        means(runs));
  }

  private static boolean isWhole(LevelOutcome run) {
    return run.requests() > 0 && run.succeeded() == run.requests();
  }

  private void addReasons(LevelOutcome run, List<String> reasons) {
    String which = "run " + (AskedSearch.run(run.level()) + 1) + ": ";
    if (!isWhole(run)) {
      reasons.add(which + run.succeeded() + "/" + run.requests() + " requests succeeded");
    }
    asked.params().metrics().stream()
        .map(SlaMetric::label)
        .filter(metric -> run.statistic(metric).isEmpty())
        .sorted()
        .forEach(metric -> reasons.add(which + "missing or non-finite " + metric));
  }

  private Map<SlaMetric, Double> means(List<LevelOutcome> runs) {
    Map<SlaMetric, Double> means = new EnumMap<>(SlaMetric.class);
    for (SlaMetric metric : asked.params().metrics()) {
      double[] values =
          runs.stream().flatMapToDouble(run -> run.statistic(metric.label()).stream()).toArray();
      if (values.length == runs.size()) {
        means.put(metric, PlainMean.of(values));
      }
    }
    return means;
  }
}
