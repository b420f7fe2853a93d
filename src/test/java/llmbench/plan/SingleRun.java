package llmbench.plan;

import java.util.List;
import java.util.Map;
import llmbench.options.given.Sources;

/** One benchmark, whose directory is the run's own: what is asked for mostly. */
public final class SingleRun implements RunPlan {

  @Override
  public String name() {
    return "single";
  }

  @Override
  public boolean isAskedBy(Sources asked) {
    return true;
  }

  @Override
  public Levels levels(Sources asked) {
    return Levels.of(List.of(new Level("", Map.of(), asked)));
  }
}
