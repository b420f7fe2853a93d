package llmbench.timeline;

/**
 * The group by which Gatling's log carries the time to the first output token of each prompt: what
 * the load half names, the report half finds again.
 */
public final class TtftGroup {

  /** Its name. */
  public static final String NAME = "Time to first token";

  private TtftGroup() {}

  /**
   * Its name in one of the steps that share a log.
   *
   * @param step the step's name; empty where the run has no steps
   */
  public static String of(String step) {
    return step.isEmpty() ? NAME : step + " " + NAME;
  }

  /** Whether a group's own name is such a one. */
  public static boolean isOne(String group) {
    return group.equals(NAME) || group.endsWith(" " + NAME);
  }
}
