package llmbench.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import llmbench.options.given.Sources;
import llmbench.timeline.PlanFacts;

/** Which plan a run has. */
public final class RunPlans {

  private static final String CHECK = "llm.check";

  /** Without a word about it. */
  private static final RunPlan STANDARD = new SingleRun();

  /** Those that {@code -Dllm.check} names: a new one is a line here. */
  static final List<RunPlan> CHECKS = List.of(new ConsistencyCheck());

  private RunPlans() {}

  /**
   * A plan with its levels.
   *
   * @param name of the plan
   * @param levels in the order in which they are measured
   */
  public record Planned(String name, List<Level> levels) {

    public Planned {
      levels = List.copyOf(levels);
    }

    /** As plan.json keeps it. */
    PlanFacts facts() {
      return new PlanFacts(
          PlanFacts.SCHEMA,
          name,
          levels.stream()
              .map(level -> new PlanFacts.Level(level.name(), level.settings()))
              .toList());
    }
  }

  /**
   * What the sources ask for.
   *
   * @throws RefusedException when there is no such plan, or it can't be had with the rest
   */
  public static Planned of(Sources asked) {
    String check = asked.properties().get(CHECK);
    if (check == null) {
      return planned(STANDARD, asked);
    }
    Map<String, String> rest = new TreeMap<>(asked.properties());
    rest.remove(CHECK);
    RunPlan plan =
        CHECKS.stream()
            .filter(one -> one.name().equals(check))
            .findFirst()
            .orElseThrow(
                () ->
                    new RefusedException(
                        "-D" + CHECK + "=" + check + " is not known; expected " + names() + "."));
    return planned(plan, asked.with(rest));
  }

  private static Planned planned(RunPlan plan, Sources asked) {
    return new Planned(plan.name(), plan.levels(asked));
  }

  private static String names() {
    return CHECKS.stream().map(RunPlan::name).collect(Collectors.joining(", "));
  }
}
