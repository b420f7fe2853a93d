package llmbench.options.table;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.choice;
import static llmbench.options.table.Option.one;

import java.util.ArrayList;
import java.util.List;
import llmbench.options.syntax.Enumeration;

/** vLLM: which prompts. */
public final class PromptOptions {

  public static final String DATASET = "dataset-name";

  /** numpy's legacy generator, which the tool seeds with the same number, takes 32 bits. */
  private static final long MAX_SEED = 0xFFFF_FFFFL;

  /** Datasets that are to come. */
  private static final List<String> LATER = List.of("custom", "sharegpt", "prefix_repetition");

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
   * @param datasets names of those that are honoured
   * @param own their own options
   */
  public static OptionGroup group(List<String> datasets, List<Option> own) {
    List<Option> options = new ArrayList<>();
    options.add(dataset(datasets, KNOWN).since(VLLM_0_32));
    options.add(dataset(datasets, FIRST_KNOWN).until(VLLM_0_32));
    options.add(one("num-prompts", ValueType.wholeFrom(1)).byDefault("1000").honoured(""));
    options.add(
        one("seed", ValueType.wholeBetween(0, MAX_SEED))
            .byDefault("0")
            .honoured("seeds numpy's generator: the same prompts as the tool's"));
    options.addAll(own);
    return new OptionGroup("Prompts", options);
  }

  private static Option dataset(List<String> honoured, String... known) {
    return choice(DATASET, known)
        .byDefault("random")
        .accepting(honoured.toArray(String[]::new))
        .honoured("only " + Enumeration.and(honoured) + later(honoured));
  }

  private static String later(List<String> datasets) {
    List<String> missing = LATER.stream().filter(name -> !datasets.contains(name)).toList();
    return missing.isEmpty() ? "" : "; " + Enumeration.and(missing) + " come with a later version";
  }
}
