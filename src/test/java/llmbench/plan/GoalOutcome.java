package llmbench.plan;

/**
 * How an SLO was kept in one level.
 *
 * @param slo as it was asked for
 * @param kept whether the level's own figure keeps it
 * @param good requests that keep it by themselves: of a percentile's limit those within the limit,
 *     of a rate of errors those without one
 * @param of how many requests were judged; 0 where the SLO is not a matter of single requests
 * @param share the smallest share of good ones with which it is kept, such as 0.99 for a P99
 */
public record GoalOutcome(String slo, boolean kept, long good, long of, double share) {

  /** Whether more requests would make the verdict any surer. */
  public boolean isOfShares() {
    return of > 0;
  }
}
