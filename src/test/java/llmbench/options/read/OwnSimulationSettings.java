package llmbench.options.read;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Problems;
import llmbench.options.given.Sources;
import llmbench.options.slo.Slo;
import llmbench.options.syntax.Enumeration;
import llmbench.options.syntax.Nearest;
import llmbench.options.table.GatlingOptions;
import llmbench.options.table.ValueType;

/**
 * The {@code -Dllm.…} settings of a simulation that isn't ours: few count there, and one that
 * doesn't must not be taken for one that does.
 */
public final class OwnSimulationSettings {

  /** Gatling's configuration takes the second. */
  private static final List<String> TAKEN =
      List.of(Slo.OPTION, Slo.BASELINE, GatlingOptions.PROGRESS);

  private static final String FLAG = "-D" + Sources.PREFIX;

  private OwnSimulationSettings() {}

  /**
   * Makes sure that each setting counts. One with another dot in its name is the simulation's own.
   *
   * @throws OptionsException with every one that doesn't, and what it was probably meant to be
   */
  public static void check(Sources sources) throws OptionsException {
    Problems problems = new Problems();
    for (Map.Entry<String, String> each : new TreeMap<>(sources.properties()).entrySet()) {
      String name = each.getKey().substring(Sources.PREFIX.length());
      if (name.equals(Slo.OPTION)) {
        String misfit = ValueType.SLOS.misfit(each.getValue());
        if (misfit != null) {
          problems.add("-D" + each.getKey() + "=" + each.getValue(), misfit);
        }
      } else if (!TAKEN.contains(name) && name.indexOf('.') < 0) {
        problems.add("-D" + each.getKey(), uncounted(name));
      }
    }
    checkBaseline(sources, problems);
    problems.throwIfAny();
  }

  private static void checkBaseline(Sources sources, Problems problems) {
    String slo = sources.properties().get(Sources.PREFIX + Slo.OPTION);
    if (slo != null
        && ValueType.SLOS.misfit(slo) == null
        && Slo.needBaseline(Slo.list(slo))
        && !sources.properties().containsKey(Sources.PREFIX + Slo.BASELINE)) {
      problems.add(FLAG + Slo.OPTION + "=" + slo, ProjectSettings.NO_BASELINE);
    }
  }

  private static String uncounted(String name) {
    String dashed = FlagNames.dashed(name).toLowerCase(Locale.ROOT);
    for (String taken : TAKEN) {
      if (Nearest.isSlip(dashed, taken)) {
        return "unknown option; did you mean " + FLAG + taken + "?";
      }
    }
    Set<String> known = StrayProperty.names();
    if (known.contains(dashed)) {
      return "only the benchmark (BenchmarkSimulation) takes it; " + taken();
    }
    String question = Nearest.question(dashed, TAKEN, FLAG);
    return question.isEmpty()
        ? "unknown option; " + taken() + ". Call a property of your own otherwise"
        : "unknown option" + question;
  }

  private static String taken() {
    List<String> flags = TAKEN.stream().map(each -> FLAG + each).toList();
    return "a simulation of your own takes " + Enumeration.and(flags);
  }
}
