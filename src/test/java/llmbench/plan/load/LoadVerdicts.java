package llmbench.plan.load;

import llmbench.plan.Verdict;

/** Measures loads: whether one keeps what was asked for. */
@FunctionalInterface
interface LoadVerdicts {

  /** Of a load; one that was measured isn't measured again. */
  Verdict at(int load);
}
