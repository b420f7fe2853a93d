package llmbench.plan.evalscope;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what was measured: all groups of a search share it. */
final class KnownProbes implements Probes {

  private final Probes measuring;
  private final Map<Integer, Probe> known = new LinkedHashMap<>();

  KnownProbes(Probes measuring) {
    this.measuring = measuring;
  }

  @Override
  public Probe at(int value) {
    Probe probe = known.get(value);
    if (probe == null) {
      probe = measuring.at(value);
      known.put(value, probe);
    }
    return probe;
  }

  /** In the order in which they were measured. */
  List<Probe> all() {
    return List.copyOf(known.values());
  }
}
