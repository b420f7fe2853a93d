package llmbench.plan.evalscope;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * evalscope's {@code --sla-auto-tune}: each group of limits is searched for by itself, or one
 * extreme. Source: {@code SLAAutoTuner.tune()} of {@code evalscope/perf/sla/sla_run.py}, 1.14.1.
 */
public final class SlaSearch {

  private final AskedSearch asked;
  private final KnownProbes probes;
  private final Consumer<String> log;
  private final List<Selection> selections = new ArrayList<>();

  /**
   * A search.
   *
   * @param probes measure loads
   * @param log takes the lines that evalscope logs of it
   */
  public SlaSearch(AskedSearch asked, Probes probes, Consumer<String> log) {
    this.asked = asked;
    this.probes = new KnownProbes(probes);
    this.log = log;
  }

  /** Searches, to the end. */
  public SearchResult run() {
    log.accept("Starting SLA Auto-tune for " + asked.variable());
    log.accept("SLA Range: [" + asked.bounds().lower() + ", " + asked.bounds().upper() + "]");
    log.accept("SLA Params: " + asked.params().python());
    for (SlaGroup group : asked.params().groups()) {
      selections.add(search(group));
    }
    return soFar();
  }

  private Selection search(SlaGroup group) {
    if (group.isOfExtreme()) {
      return new PeakSearch(group, asked.bounds(), probes, log).from(asked.start());
    }
    log.accept("Auto-tuning for criteria group: " + group.joined(" AND "));
    return new ConstraintSearch(group, asked.variable(), asked.bounds(), probes, log)
        .from(asked.start());
  }

  /** Searches as far as loads were measured. */
  public SearchResult asFarAsMeasured() {
    try {
      return run();
    } catch (MeasuredProbes.NotMeasured brokenOff) {
      return soFar();
    }
  }

  private SearchResult soFar() {
    return new SearchResult(asked.params().groups(), probes.all(), selections);
  }
}
