package llmbench.run;

import java.util.List;
import java.util.Map;
import llmbench.options.given.Sources;

/** One benchmark, whose directory is the run's own: what is asked for mostly. */
final class SingleRun implements RunPlan {

  @Override
  public String name() {
    return "single";
  }

  @Override
  public List<Level> levels(Sources asked) {
    return List.of(new Level("", Map.of(), asked));
  }
}
