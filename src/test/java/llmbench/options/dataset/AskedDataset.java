package llmbench.options.dataset;

import llmbench.options.DatasetOptions;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.given.Settings;
import llmbench.options.table.EvalscopePromptOptions;
import llmbench.options.table.PromptOptions;

/** Which dataset was asked for, and what of it. */
public final class AskedDataset {

  private AskedDataset() {}

  /** Reads it; adds a problem for what doesn't go together. */
  public static DatasetOptions of(Settings settings) {
    Tool tool = settings.compat().tool();
    return tool == Tool.VLLM
        ? read(tool, settings.required(PromptOptions.DATASET), settings)
        : evalscope(settings);
  }

  private static DatasetOptions evalscope(Settings settings) {
    boolean fixed = settings.text(FixedPromptOptions.NAME) != null;
    String name =
        fixed ? FixedPromptOptions.NAME : settings.required(EvalscopePromptOptions.DATASET);
    // Lengths are checked in any case, and first.
    var unused = PromptLength.of(settings);
    EvalscopeRandomOptions.checkPrefixes(settings, name);
    return read(Tool.EVALSCOPE, name, settings);
  }

  private static DatasetOptions read(Tool tool, String name, Settings settings) {
    return KnownDatasets.named(tool, name).reader().apply(settings);
  }
}
