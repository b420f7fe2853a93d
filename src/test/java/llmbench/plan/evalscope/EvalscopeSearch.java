package llmbench.plan.evalscope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.options.given.Settings;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.table.EvalscopeSearchOptions;
import llmbench.plan.Level;
import llmbench.plan.LevelOutcome;
import llmbench.plan.Levels;
import llmbench.plan.RunPlan;

/** evalscope's {@code --sla-auto-tune}: a level is a run of a load that the search tries. */
public final class EvalscopeSearch implements RunPlan {

  public static final String NAME = "evalscope-search";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> whyNoParts() {
    return Optional.of(
        "a search goes on by what all parts of a level came to together, and no part knows that");
  }

  @Override
  public boolean isAskedBy(Sources asked) {
    Settings settings = OptionsReader.asked(asked);
    AskedLoads loads = new AskedLoads(settings);
    return loads.isOfThisTool()
        && !loads.isBroken()
        && settings.isOn(EvalscopeSearchOptions.AUTO_TUNE);
  }

  @Override
  public Levels levels(Sources asked) {
    Settings settings = OptionsReader.asked(asked);
    AskedSearch search = AskedSearch.of(settings);
    return new Searched(search, new LevelSources(asked, settings));
  }

  /** Searches anew whenever a level is asked for, through all that was measured before. */
  private record Searched(AskedSearch asked, LevelSources sources) implements Levels {

    /** All runs of the first load. */
    @Override
    public List<Level> known() {
      List<Level> levels = new ArrayList<>();
      List<Integer> before = new ArrayList<>();
      for (int run = 0; run < asked.runs(); run++) {
        levels.add(level(asked.start(), run, before));
        before.add(asked.number(asked.start()));
      }
      return levels;
    }

    @Override
    public Optional<Level> next(List<LevelOutcome> before) {
      try {
        var unused = new SlaSearch(asked, new MeasuredProbes(asked, before), line -> {}).run();
        return Optional.empty();
      } catch (MeasuredProbes.NotMeasured next) {
        List<Integer> numbers =
            before.stream()
                .map(outcome -> asked.number(AskedSearch.load(outcome.level())))
                .toList();
        return Optional.of(level(next.load(), next.run(), numbers));
      }
    }

    private Level level(int load, int run, List<Integer> before) {
      Map<String, String> options = new LinkedHashMap<>();
      options.put("number", String.valueOf(asked.number(load)));
      options.put("rate", asked.isOfRates() ? String.valueOf(load) : "-1");
      options.put("parallel", String.valueOf(asked.isOfRates() ? asked.fixedParallel() : load));
      Map<String, String> shown = new LinkedHashMap<>();
      shown.put(asked.variable(), String.valueOf(load));
      shown.put("run", String.valueOf(run));
      shown.putAll(asked.shown());
      // The tool pauses between the runs of a load, and not between loads.
      return new Level(asked.level(load, run), shown, sources.level(options, before))
          .within(sources.pausing(run == 0));
    }
  }
}
