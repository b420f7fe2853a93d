package llmbench.plan;

/**
 * The beginning of a closed model, which isn't like the rest of it: all users send their first
 * request at once, to an empty server, and meet again at their second and third, until answers of
 * different lengths have spread them. In a short run that is a large part, and all of its P99.
 */
public final class FirstWaves {

  /**
   * So many requests of each user aren't judged by a search. Against the simulated server's batch
   * model, the load that keeps a P99 of TTFT is found within 4 with three of them, and up to 58
   * lower with one (HighestLoadOfTheModelTest).
   */
  public static final int UNJUDGED = 3;

  private FirstWaves() {}
}
