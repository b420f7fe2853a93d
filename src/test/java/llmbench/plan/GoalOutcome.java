package llmbench.plan;

import llmbench.metrics.numbers.Interval;
import llmbench.metrics.numbers.Wilson;

/** How an SLO was kept at one load, as surely as the number of requests allows to say it. */
public sealed interface GoalOutcome {

  /** The SLO as it was asked for. */
  String slo();

  /** Whether the limit is kept, at 95 % confidence where that can be had. */
  Verdict verdict();

  /** What was counted, such as {@code 396 of 400 keep it}. */
  String counted();

  /**
   * The same of more requests at the same load.
   *
   * @param more of the same SLO
   */
  GoalOutcome with(GoalOutcome more);

  /**
   * A matter of single requests, or of single gaps: so many of them are good. A percentile keeps
   * its limit where its share of values does; a rate of errors where its share has none.
   *
   * @param good that keep the limit by themselves
   * @param of how many were judged; at least 1
   * @param needed the least share of good ones, such as 0.99 for a P99
   */
  record Share(String slo, long good, long of, double needed) implements GoalOutcome {

    /** By Wilson's interval of the share: kept or broken where it is to one side of the limit. */
    @Override
    public Verdict verdict() {
      Interval interval = Wilson.of(good, of, Interval.DEFAULT_LEVEL);
      if (interval.low() >= needed) {
        return Verdict.KEPT;
      }
      return interval.high() < needed ? Verdict.BROKEN : Verdict.OPEN;
    }

    @Override
    public String counted() {
      return good + " of " + of + " keep it";
    }

    @Override
    public GoalOutcome with(GoalOutcome more) {
      Share other = (Share) more;
      return new Share(slo, good + other.good, of + other.of, needed);
    }
  }

  /**
   * A figure of a whole run, such as a mean or a throughput: it keeps its limit or not, and in
   * several runs where most of them do.
   *
   * @param kept in how many
   * @param of how many runs
   */
  record Figure(String slo, int kept, int of) implements GoalOutcome {

    @Override
    public Verdict verdict() {
      return 2 * kept > of ? Verdict.KEPT : Verdict.BROKEN;
    }

    @Override
    public String counted() {
      return of == 1 ? "by its figure" : "by " + kept + " of " + of + " figures";
    }

    @Override
    public GoalOutcome with(GoalOutcome more) {
      Figure other = (Figure) more;
      return new Figure(slo, kept + other.kept, of + other.of);
    }
  }
}
