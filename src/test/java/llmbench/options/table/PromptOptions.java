package llmbench.options.table;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.choice;
import static llmbench.options.table.Option.one;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.syntax.Enumeration;

/** vLLM: which prompts. */
public final class PromptOptions {

  public static final String DATASET = "dataset-name";
  public static final String NUMBER = "num-prompts";

  /** numpy's legacy generator, which the tool seeds with the same number, takes 32 bits. */
  private static final long MAX_SEED = 0xFFFF_FFFFL;

  private static final String[] KNOWN = {
    "random",
    "sharegpt",
    "burstgpt",
    "random-mm",
    "random-rerank",
    "hf",
    "custom",
    "custom_audio",
    "custom_image",
    "prefix_repetition",
    "spec_bench",
    "speed_bench",
    "timed_trace"
  };

  /** Those of versions before 0.32. */
  private static final String[] FIRST_KNOWN = {
    "random",
    "sharegpt",
    "burstgpt",
    "sonnet",
    "random-mm",
    "hf",
    "custom",
    "prefix_repetition",
    "spec_bench"
  };

  private PromptOptions() {}

  /**
   * The options of all datasets, then those of each.
   *
   * @param datasets names of those that are honoured, by version
   * @param own their own options
   */
  public static OptionGroup group(Function<ToolVersion, List<String>> datasets, List<Option> own) {
    List<Option> options = new ArrayList<>();
    options.add(dataset(datasets.apply(Tool.VLLM.newest()), KNOWN).since(VLLM_0_32));
    options.add(dataset(datasets.apply(Tool.VLLM.oldest()), FIRST_KNOWN).until(VLLM_0_32));
    options.add(
        one(NUMBER, ValueType.whole())
            .byDefault("1000")
            .honoured("0 or less: all of custom, spec_bench and speed_bench"));
    options.add(
        one("seed", ValueType.wholeBetween(0, MAX_SEED))
            .byDefault("0")
            .honoured("seeds numpy's generator: the same prompts as the tool's"));
    options.addAll(own);
    return new OptionGroup("Prompts", options);
  }

  private static Option dataset(List<String> honoured, String... known) {
    boolean all = honoured.containsAll(List.of(known));
    return choice(DATASET, known)
        .byDefault("random")
        .accepting(honoured.toArray(String[]::new))
        .honoured((all ? "" : "only ") + Enumeration.and(honoured));
  }
}
