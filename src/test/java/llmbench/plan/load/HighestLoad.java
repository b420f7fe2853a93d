package llmbench.plan.load;

import java.util.OptionalInt;
import llmbench.plan.Verdict;

/**
 * The answer of a search, in its steps.
 *
 * @param kept the highest load that keeps the limits; empty where none does
 * @param broken the lowest load that breaks them, and all above it; empty where none was found up
 *     to the highest that was allowed. Between the two nothing can be told
 */
public record HighestLoad(OptionalInt kept, OptionalInt broken) {

  /**
   * Searches for it: in doubling steps until the limits aren't kept, or in halving ones until they
   * are, then by bisection; so too, where it can't be told of a load, for the lowest that breaks
   * them. More load is taken for worse.
   *
   * @param start is measured first
   * @param least is allowed
   * @param most is allowed
   */
  static HighestLoad of(LoadVerdicts verdicts, int start, int least, int most) {
    Search search = new Search(verdicts, least, most);
    return search.from(Math.max(least, Math.min(start, most)));
  }

  private record Search(LoadVerdicts verdicts, int least, int most) {

    HighestLoad from(int start) {
      return verdicts.at(start) == Verdict.KEPT ? upwards(start) : downwards(start);
    }

    private HighestLoad upwards(int start) {
      int kept = start;
      while (kept < most) {
        int next = (int) Math.min(2L * kept, most);
        if (verdicts.at(next) != Verdict.KEPT) {
          return between(kept, next);
        }
        kept = next;
      }
      return new HighestLoad(OptionalInt.of(kept), OptionalInt.empty());
    }

    private HighestLoad downwards(int start) {
      int notKept = start;
      while (notKept > least) {
        int next = Math.max(notKept / 2, least);
        if (verdicts.at(next) == Verdict.KEPT) {
          return between(next, notKept);
        }
        notKept = next;
      }
      return new HighestLoad(OptionalInt.empty(), broken(notKept));
    }

    private HighestLoad between(int low, int high) {
      int kept = low;
      int notKept = high;
      while (notKept - kept > 1) {
        int middle = kept + (notKept - kept) / 2;
        if (verdicts.at(middle) == Verdict.KEPT) {
          kept = middle;
        } else {
          notKept = middle;
        }
      }
      return new HighestLoad(OptionalInt.of(kept), broken(notKept));
    }

    /** The lowest that is broken, from one that isn't kept. */
    private OptionalInt broken(int notKept) {
      if (verdicts.at(notKept) == Verdict.BROKEN) {
        return OptionalInt.of(notKept);
      }
      int open = notKept;
      int high = open;
      while (verdicts.at(high) != Verdict.BROKEN) {
        if (high == most) {
          return OptionalInt.empty();
        }
        open = high;
        high = (int) Math.min(Math.max(high + 1L, high + high / 8L), most);
      }
      while (high - open > 1) {
        int middle = open + (high - open) / 2;
        if (verdicts.at(middle) == Verdict.BROKEN) {
          high = middle;
        } else {
          open = middle;
        }
      }
      return OptionalInt.of(high);
    }
  }
}
