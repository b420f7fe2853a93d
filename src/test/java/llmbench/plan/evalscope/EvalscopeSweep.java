package llmbench.plan.evalscope;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.options.given.Settings;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.table.EvalscopeSearchOptions;
import llmbench.plan.Level;
import llmbench.plan.Levels;
import llmbench.plan.PlanException;
import llmbench.plan.RunPlan;

/**
 * evalscope's sweep: lists of {@code --number} and {@code --parallel}, in an open loop of {@code
 * --rate}, taken in pairs. Source: {@code run_multi_benchmark()} of {@code main.py} in {@code
 * evalscope/perf} 1.14.1.
 */
public final class EvalscopeSweep implements RunPlan {

  public static final String NAME = "evalscope-sweep";

  @Override
  public String name() {
    return NAME;
  }

  /** Whether there are several values: a single one is a run like any other. */
  @Override
  public boolean isAskedBy(Sources asked) {
    Settings settings = OptionsReader.asked(asked);
    AskedLoads loads = new AskedLoads(settings);
    return loads.isOfThisTool()
        && !loads.isBroken()
        && !settings.isOn(EvalscopeSearchOptions.AUTO_TUNE)
        && Math.max(loads.numbers().size(), loads.pressures().size()) > 1;
  }

  @Override
  public Levels levels(Sources asked) {
    Settings settings = OptionsReader.asked(asked);
    AskedLoads loads = new AskedLoads(settings);
    loads.check();
    LevelSources sources = new LevelSources(asked, settings);
    List<Level> levels = new ArrayList<>();
    List<Integer> before = new ArrayList<>();
    for (int number : loads.numbers()) {
      Map<String, String> load = new LinkedHashMap<>();
      load.put(loads.swept(), loads.pressures().get(levels.size()));
      load.put("number", String.valueOf(number));
      levels.add(
          new Level(name(loads, load), load, sources.level(of(loads, load), before))
              .within(sources.pausing(before.isEmpty())));
      before.add(number);
    }
    checkNames(levels);
    return Levels.of(levels);
  }

  private static String name(AskedLoads loads, Map<String, String> load) {
    return "%s_%s_number_%s".formatted(loads.swept(), load.get(loads.swept()), load.get("number"));
  }

  /** A closed loop has the first rate in all levels. */
  private static Map<String, String> of(AskedLoads loads, Map<String, String> load) {
    Map<String, String> all = new LinkedHashMap<>(load);
    all.putIfAbsent("rate", loads.rates().get(0));
    return all;
  }

  /** The tool ends with a FileExistsError, all that it had measured lost. */
  private static void checkNames(List<Level> levels) {
    Set<String> names = new HashSet<>();
    for (Level level : levels) {
      if (!names.add(level.name())) {
        throw new PlanException(
            "The sweep has "
                + level.name()
                + " twice, and each level has a directory of that name: give each pair once.");
      }
    }
  }
}
