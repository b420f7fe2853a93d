package llmbench.plan;

import java.util.Set;

/** What says how much is sent: options by the names of either tool. */
public final class LoadNames {

  public static final Set<String> ALL =
      Set.of("max-concurrency", "parallel", "request-rate", "rate", "num-prompts", "number");

  private LoadNames() {}
}
