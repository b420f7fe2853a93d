package llmbench.timeline;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who has started a run, where that isn't Maven: what repeats it, and what it leaves, follow. */
public enum Starter {
  /** {@code ./llm-bench}. */
  LAUNCHER("llm-bench"),
  /** Gatling Enterprise, on one of its load generators. Gatling writes no log there. */
  ENTERPRISE("gatling-enterprise");

  private static final String KEY = "started_by";

  private final String label;

  Starter(String label) {
    this.label = label;
  }

  /** Says it in {@link RunFacts#host}. */
  public void in(Map<String, String> host) {
    host.put(KEY, label);
  }

  /** Who started a run with these facts; empty where it was Maven, or nobody says. */
  public static Optional<Starter> of(RunFacts facts) {
    String said = facts.host().getOrDefault(KEY, "");
    return Stream.of(values()).filter(starter -> starter.label.equals(said)).findFirst();
  }
}
