package llmbench.comparison;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How much was asked of a server at once. What came of it, such as the most requests that were in
 * flight, varies by chance from run to run and is no other load.
 *
 * @param atOnce the most requests in flight; empty where there was no limit, or nobody says it
 * @param isSeen whether that is what came to be, since nobody says what was asked for
 * @param perSecond requests a second, infinite where each was sent as soon as it could be; empty
 *     where nobody says it, or it changed
 * @param burstiness of their gaps: 1 of a Poisson process, infinite where all are the same; empty
 *     where nobody says it
 */
public record Load(
    OptionalInt atOnce, boolean isSeen, OptionalDouble perSecond, OptionalDouble burstiness) {

  /** Of which nobody says anything. */
  public static final Load UNKNOWN = asked(OptionalInt.empty(), OptionalDouble.empty());

  /** By so large a share of the larger peaks differ by chance. */
  private static final double CHANCE = 0.1;

  /** What was asked for. */
  public static Load asked(OptionalInt atOnce, OptionalDouble perSecond) {
    return new Load(atOnce, false, perSecond, OptionalDouble.empty());
  }

  /** Of a run without a rate for which nobody says how many were to be in flight: so many were. */
  public static Load seen(int peak) {
    OptionalDouble atOnce = OptionalDouble.of(Double.POSITIVE_INFINITY);
    return new Load(OptionalInt.of(peak), true, atOnce, OptionalDouble.empty());
  }

  /** The same with gaps of this burstiness. */
  public Load inBursts(OptionalDouble other) {
    return new Load(atOnce, isSeen, perSecond, other);
  }

  /** Whether requests have times of their own by a rate. */
  boolean hasRate() {
    return perSecond.isPresent() && Double.isFinite(perSecond.getAsDouble());
  }

  /** Whether both are known to have a rate, and not the same one or not in the same bursts. */
  boolean isOfOtherRate(Load other) {
    return areOthers(perSecond, other.perSecond)
        || (hasRate() && other.hasRate() && areOthers(burstiness, other.burstiness));
  }

  private static boolean areOthers(OptionalDouble one, OptionalDouble two) {
    return one.isPresent() && two.isPresent() && one.getAsDouble() != two.getAsDouble();
  }

  /**
   * Whether both are known to have a limit, and not the same.
   *
   * @param requests that this one had: more than these can't be in flight; 0 where nobody says how
   *     many
   * @param otherRequests that the other had
   */
  boolean isOfOtherConcurrency(double requests, Load other, double otherRequests) {
    if (atOnce.isEmpty() || other.atOnce.isEmpty()) {
      return false;
    }
    double one = atMost(atOnce.getAsInt(), requests);
    double two = atMost(other.atOnce.getAsInt(), otherRequests);
    double mayDiffer = isSeen || other.isSeen ? CHANCE * Math.max(one, two) : 0;
    return Math.abs(one - two) > mayDiffer;
  }

  private static double atMost(int limit, double requests) {
    return requests == 0 ? limit : Math.min(limit, requests);
  }
}
