package llmbench.options.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.options.ToolVersion;
import llmbench.options.catalog.Catalog;
import llmbench.options.given.Given;
import llmbench.options.given.Source;
import llmbench.options.table.Option;

/** The run that is done when no command line is given: that of the tools' comparison. */
final class ReferenceRun {

  private static final Map<String, String> VLLM =
      Map.of(
          "backend", "openai-chat",
          "model", "Qwen2.5-0.5B-Instruct",
          "num-prompts", "500",
          "max-concurrency", "50",
          "random-input-len", "100",
          "random-output-len", "100",
          "ignore-eos", "true");

  private static final Map<String, String> EVALSCOPE =
      Map.of(
          "model", "Qwen2.5-0.5B-Instruct",
          "number", "500",
          "parallel", "50",
          "dataset", "random",
          "min-prompt-length", "100",
          "max-prompt-length", "100",
          "max-tokens", "100",
          "log-every-n-query", "500",
          "extra-args", "{\"ignore_eos\": true}");

  private ReferenceRun() {}

  /** Its options, as if they had been given. */
  static Map<String, Given> level(ToolVersion compat) {
    Map<String, Given> level = new LinkedHashMap<>();
    Map<String, String> values = compat.tool() == ToolVersion.Tool.VLLM ? VLLM : EVALSCOPE;
    for (Option option : Catalog.of(compat)) {
      String value = values.get(option.name());
      if (value != null) {
        level.put(
            option.name(),
            new Given(option, "--" + option.name(), new Source.ReferenceRun(), List.of(value)));
      }
    }
    return level;
  }
}
