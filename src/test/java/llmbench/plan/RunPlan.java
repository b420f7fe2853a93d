package llmbench.plan;

import java.util.Optional;
import llmbench.options.given.Sources;

/**
 * A way to measure several levels in one run. What they come to together is the report half's: it
 * knows the plan by its {@link #name}, which plan.json keeps.
 */
public interface RunPlan {

  /** Its name in plan.json. */
  String name();

  /** Whether this is what the sources ask for. */
  boolean isAskedBy(Sources asked);

  /**
   * The levels that the sources ask for.
   *
   * @throws PlanException when they can't be had
   */
  Levels levels(Sources asked);

  /**
   * Why several injectors, which know nothing of each other, can't each do their part of its
   * levels; to follow a colon. Empty where they can.
   */
  default Optional<String> whyNoParts() {
    return Optional.empty();
  }
}
