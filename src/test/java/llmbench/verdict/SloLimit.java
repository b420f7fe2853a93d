package llmbench.verdict;

import java.util.OptionalDouble;
import llmbench.options.slo.Slo;

/**
 * The limit that a run is held to: the one that was written, or the one that a baseline makes.
 *
 * @param value in the unit of the statistic; empty where there is none, which nothing keeps
 * @param baseline the baseline's value; empty without one
 * @param whyNone why there is no limit, in a few words; empty where there is one
 */
public record SloLimit(OptionalDouble value, OptionalDouble baseline, String whyNone) {

  /** The one that stands for itself. */
  static SloLimit of(Slo slo) {
    return new SloLimit(OptionalDouble.of(slo.limit()), OptionalDouble.empty(), "");
  }

  /** The one of a run with this baseline. */
  static SloLimit of(Slo slo, SloBaseline baseline) {
    if (!slo.isFromBaseline()) {
      return of(slo);
    }
    OptionalDouble there = baseline.values().apply(slo.statistic());
    return there.isEmpty()
        ? new SloLimit(OptionalDouble.empty(), there, baseline.whyNone())
        : new SloLimit(OptionalDouble.of(slo.limitFrom(there.getAsDouble())), there, "");
  }
}
