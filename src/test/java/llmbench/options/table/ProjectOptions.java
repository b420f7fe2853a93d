package llmbench.options.table;

import java.util.ArrayList;
import java.util.List;
import llmbench.options.ToolVersion;

/**
 * Settings that no tool has. For evalscope's runs a seed that isn't sent, and what the reports of a
 * run take, since every run can be reported in vLLM bench's way too; for all the timeouts and stop
 * rules that the tool has no option for.
 */
public final class ProjectOptions {

  public static final String PROMPT_SEED = "prompt-seed";
  public static final String LEVELS_BEFORE = "levels-before";

  /** Goes with vLLM's requests only. */
  private static final String REQUEST_ID_PREFIX = "request-id-prefix";

  public static final List<Option> ALL = all();

  private ProjectOptions() {}

  private static List<Option> all() {
    List<Option> options = new ArrayList<>();
    options.add(
        EvalscopeOption.one(PROMPT_SEED, ValueType.wholeBetween(0, EvalscopePromptOptions.MAX_SEED))
            .honoured("seeds the prompts, but is not sent: repeats a run that had no --seed"));
    options.add(
        EvalscopeOption.some(LEVELS_BEFORE, ValueType.wholeFrom(1))
            .since(ToolVersion.EVALSCOPE_1_14)
            .honoured(
                "how many requests the runs of a sweep before this one had: the generators of a"
                    + " seed go on behind what those drew; repeats one run of a sweep"));
    options.add(CompatErrors.SETTING);
    options.addAll(TimeoutOptions.OURS);
    options.addAll(TransportOptions.OURS);
    options.addAll(TargetsOptions.OURS);
    options.addAll(ArrivalOptions.OURS);
    options.addAll(TraceOptions.OURS);
    options.addAll(RustTurnOptions.ALL);
    options.addAll(ClientsOptions.OURS);
    options.addAll(StopOptions.OURS);
    options.addAll(SloOptions.OURS);
    options.addAll(SearchOptions.OURS);
    options.addAll(StartupOptions.OURS);
    options.addAll(ShardOptions.OURS);
    options.addAll(GatlingOptions.OURS);
    options.add(ProgressOptions.SETTING);
    for (OptionGroup group : List.of(FigureOptions.GROUP, OutputOptions.GROUP)) {
      for (Option option : group.options()) {
        if (option.support() == Option.Support.HONOURED
            && !option.name().equals(REQUEST_ID_PREFIX)) {
          options.add(forEvalscope(option));
        }
      }
    }
    return List.copyOf(options);
  }

  private static Option forEvalscope(Option option) {
    String standard = option.defaultIn(ToolVersion.Tool.VLLM.newest());
    Option ours = option.of(ToolVersion.Tool.EVALSCOPE);
    if (standard != null) {
      return ours.byDefault(standard);
    }
    // The default that vLLM puts in after its parser, since 0.32.
    return option.name().equals("percentile-metrics") ? ours.byDefault("ttft,tpot,itl") : ours;
  }
}
