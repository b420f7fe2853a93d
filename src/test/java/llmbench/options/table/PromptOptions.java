package llmbench.options.table;

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

  private PromptOptions() {}

  /**
   * The options of all datasets, then those of each.
   *
   * @param datasets names of those that are honoured
   * @param own their own options
   */
  public static OptionGroup group(List<String> datasets, List<Option> own) {
    List<Option> options = new ArrayList<>();
    options.add(
        choice(
                DATASET,
                "random",
                "sharegpt",
                "burstgpt",
                "sonnet",
                "random-mm",
                "random-rerank",
                "hf",
                "custom",
                "custom_audio",
                "custom_image",
                "prefix_repetition",
                "spec_bench",
                "speed_bench",
                "timed_trace")
            .byDefault("random")
            .accepting(datasets.toArray(String[]::new))
            .honoured("only " + Enumeration.and(datasets) + later(datasets)));
    options.add(one("num-prompts", ValueType.wholeFrom(1)).byDefault("1000").honoured(""));
    options.add(
        one("seed", ValueType.wholeBetween(0, MAX_SEED))
            .byDefault("0")
            .honoured("of numpy's generator: the same prompts as the tool's"));
    options.addAll(own);
    return new OptionGroup("Prompts", options);
  }

  private static String later(List<String> datasets) {
    List<String> missing = LATER.stream().filter(name -> !datasets.contains(name)).toList();
    return missing.isEmpty() ? "" : "; " + Enumeration.and(missing) + " come with a later version";
  }
}
