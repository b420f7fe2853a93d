package llmbench.plan.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.plan.GoalOutcome;
import llmbench.plan.LevelOutcome;
import llmbench.plan.Verdict;

/** Verdicts about loads by the parts in which they were measured. */
public final class MeasuredLoads implements LoadVerdicts {

  private final AskedSloSearch asked;
  private final Map<String, LevelOutcome> byLevel = new LinkedHashMap<>();

  /** Of these levels, in any order. */
  MeasuredLoads(AskedSloSearch asked, List<LevelOutcome> outcomes) {
    this.asked = asked;
    outcomes.forEach(outcome -> byLevel.put(outcome.level(), outcome));
  }

  /** A search comes to a part that isn't measured yet: not an error, but where it goes on. */
  public static final class NotMeasured extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient AskedSloSearch.Part part;

    private NotMeasured(AskedSloSearch.Part part) {
      super(part.toString(), null, false, false);
      this.part = part;
    }

    AskedSloSearch.Part part() {
      return part;
    }
  }

  /**
   * Whether a load keeps all limits. Open only where the most requests weren't enough.
   *
   * @throws NotMeasured where it isn't measured, or more requests may tell
   */
  @Override
  public Verdict at(int load) {
    List<GoalOutcome> goals = List.of();
    for (int number = 0; number < AskedSloSearch.MOST_PARTS; number++) {
      AskedSloSearch.Part part = new AskedSloSearch.Part(load, number);
      LevelOutcome outcome = byLevel.get(asked.name(part));
      if (outcome == null) {
        throw new NotMeasured(part);
      }
      if (outcome.succeeded() == 0) {
        return Verdict.BROKEN;
      }
      goals = number == 0 ? outcome.goals() : together(goals, outcome.goals());
      Verdict verdict = verdict(goals);
      if (verdict != Verdict.OPEN) {
        return verdict;
      }
    }
    return Verdict.OPEN;
  }

  private static Verdict verdict(List<GoalOutcome> goals) {
    return goals.stream().map(GoalOutcome::verdict).reduce(Verdict.KEPT, Verdict::and);
  }

  /** What all parts of each load came to that were measured, by the name of its first. */
  public Map<String, List<GoalOutcome>> goals() {
    Map<String, List<GoalOutcome>> loads = new LinkedHashMap<>();
    byLevel.forEach(
        (level, outcome) ->
            loads.merge(AskedSloSearch.load(level), outcome.goals(), MeasuredLoads::together));
    return loads;
  }

  private static List<GoalOutcome> together(List<GoalOutcome> some, List<GoalOutcome> more) {
    List<GoalOutcome> both = new ArrayList<>();
    for (int i = 0; i < Math.min(some.size(), more.size()); i++) {
      both.add(some.get(i).with(more.get(i)));
    }
    return both;
  }
}
