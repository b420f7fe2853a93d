package llmbench.run;

import java.util.List;
import llmbench.options.given.Sources;

/**
 * What a run measures, one level after the other. What the levels come to together is the report
 * half's: it knows the plan by its {@link #name}, which plan.json keeps.
 */
public interface RunPlan {

  /** Its name in plan.json, and for a check in {@code -Dllm.check}. */
  String name();

  /**
   * The levels that the sources ask for, in the order in which they are measured; at least one.
   *
   * @throws RefusedException when they can't be had
   */
  List<Level> levels(Sources asked);
}
