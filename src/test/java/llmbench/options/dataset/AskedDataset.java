package llmbench.options.dataset;

import llmbench.options.DatasetOptions;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.given.Settings;
import llmbench.options.table.EvalscopePromptOptions;
import llmbench.options.table.PromptOptions;
import llmbench.options.table.TraceOptions;
import llmbench.options.table.ValueType;

/** Which dataset was asked for, and what of it. */
public final class AskedDataset {

  private AskedDataset() {}

  /** Reads it; adds a problem for what doesn't go together. */
  public static DatasetOptions of(Settings settings) {
    Tool tool = settings.compat().tool();
    return tool == Tool.VLLM ? vllm(settings) : evalscope(settings);
  }

  private static DatasetOptions vllm(Settings settings) {
    if (settings.isGiven(AgentTraceOptions.NAME)) {
      return read(Tool.VLLM, AgentTraceOptions.NAME, settings);
    }
    AgentTraceOptions.checkNone(settings);
    DatasetOptions asked = read(Tool.VLLM, VllmTurns.chosen(settings), settings);
    if (!asked.takesAllForNone() && settings.whole(PromptOptions.NUMBER) < 1) {
      settings.problem(
          PromptOptions.NUMBER,
          "expected " + ValueType.wholeFrom(1).expected(),
          PromptOptions.NUMBER,
          PromptOptions.DATASET);
    }
    if (!asked.name().equals(TimedTraceOptions.NAME)
        && settings.text(TraceOptions.SELF_TIMED) != null) {
      settings.problem(
          TraceOptions.SELF_TIMED,
          "belongs to --dataset-name " + TimedTraceOptions.NAME + "; leave it out",
          TraceOptions.SELF_TIMED,
          PromptOptions.DATASET);
    }
    return asked;
  }

  private static DatasetOptions evalscope(Settings settings) {
    boolean fixed = settings.text(FixedPromptOptions.NAME) != null;
    String name =
        fixed ? FixedPromptOptions.NAME : settings.required(EvalscopePromptOptions.DATASET);
    // Lengths are checked in any case, and first.
    PromptLength.check(settings, name);
    EvalscopeRandomOptions.checkPrefixes(settings, name);
    DatasetOptions asked = read(Tool.EVALSCOPE, name, settings);
    TurnOptions.check(settings, asked);
    return asked;
  }

  private static DatasetOptions read(Tool tool, String name, Settings settings) {
    return KnownDatasets.named(tool, name).reader().apply(settings);
  }
}
