package llmbench.options;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The run that is done when no command line is given: that of the tool's own documentation. */
final class ReferenceRun {

  private static final Map<String, String> VALUES =
      Map.of(
          "backend", "openai-chat",
          "model", "Qwen2.5-0.5B-Instruct",
          "num-prompts", "500",
          "max-concurrency", "50",
          "random-input-len", "100",
          "random-output-len", "100",
          "ignore-eos", "true");

  private ReferenceRun() {}

  /** Its options, as if they had been given. */
  static Map<String, Given> level(Compat compat) {
    Map<String, Given> level = new LinkedHashMap<>();
    for (Option option : Catalog.of(compat)) {
      String value = VALUES.get(option.name());
      if (value != null) {
        level.put(
            option.name(),
            new Given(option, "--" + option.name(), new Source.ReferenceRun(), List.of(value)));
      }
    }
    return level;
  }
}
