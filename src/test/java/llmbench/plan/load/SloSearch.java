package llmbench.plan.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Settings;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.slo.Slo;
import llmbench.options.table.SearchOptions;
import llmbench.plan.Level;
import llmbench.plan.LevelOutcome;
import llmbench.plan.Levels;
import llmbench.plan.LoadNames;
import llmbench.plan.PlanException;
import llmbench.plan.RunPlan;

/**
 * {@code -Dllm.search=max-concurrency} or {@code request-rate}: the most load that keeps every
 * limit of {@code -Dllm.slo}. A level is a part of what one load is measured with.
 */
public final class SloSearch implements RunPlan {

  /** Its name in plan.json. */
  public static final String NAME = "slo-search";

  /** What no level has. */
  private static final Set<String> OWN =
      Set.of(
          SearchOptions.SEARCH,
          SearchOptions.FROM,
          SearchOptions.LEAST,
          SearchOptions.MOST,
          SearchOptions.REQUESTS);

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
    return OWN.stream().anyMatch(settings::isGiven);
  }

  @Override
  public Levels levels(Sources asked) {
    refuseWhatCantBe(asked);
    AskedSloSearch search = AskedSloSearch.of(OptionsReader.asked(asked));
    return new Searched(search, asked, new LevelsApart(asked));
  }

  /** Says of each option what is wrong with it, before what only a search can't be without. */
  private static void refuseWhatCantBe(Sources asked) {
    try {
      var unused = new OptionsReader().read(asked);
    } catch (OptionsException e) {
      throw new PlanException(String.valueOf(e.getMessage()));
    }
  }

  /** Searches anew whenever a level is asked for, through all that was measured before. */
  private record Searched(AskedSloSearch search, Sources asked, LevelsApart apart)
      implements Levels {

    @Override
    public List<Level> known() {
      return List.of(level(new AskedSloSearch.Part(search.start(), 0), 0));
    }

    @Override
    public Optional<Level> next(List<LevelOutcome> before) {
      try {
        HighestLoad unused = search.answer(before);
        return Optional.empty();
      } catch (MeasuredLoads.NotMeasured next) {
        return Optional.of(level(next.part(), before.size()));
      }
    }

    private Level level(AskedSloSearch.Part part, int number) {
      String load = search.text(part.load());
      Sources sources =
          asked
              .withoutOptions(OWN)
              .withoutOptions(LoadNames.ALL)
              .withOptions(
                  Map.of(
                      search.variable(),
                      load,
                      "num-prompts",
                      String.valueOf(search.requests(part))));
      Map<String, String> shown = new LinkedHashMap<>();
      shown.put(search.variable(), load);
      shown.put("part", String.valueOf(part.number()));
      shown.putAll(search.shown());
      return apart.of(new Level(search.name(part), shown, sources), number);
    }
  }

  /** The option that a search can't be without. */
  static String missingSlo() {
    return "-D"
        + Sources.PREFIX
        + SearchOptions.SEARCH
        + " finds the most load that keeps limits, and there is none: give -D"
        + Sources.PREFIX
        + Slo.OPTION
        + "=p99_ttft<=200ms, say.";
  }
}
