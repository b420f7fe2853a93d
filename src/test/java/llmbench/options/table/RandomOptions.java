package llmbench.options.table;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.choice;
import static llmbench.options.table.Option.one;

import java.util.List;

/** Which prompts: the random dataset. */
final class RandomOptions {

  /** numpy's legacy generator, which the tool seeds with the same number, takes 32 bits. */
  private static final long MAX_SEED = 0xFFFF_FFFFL;

  static final OptionGroup GROUP =
      new OptionGroup(
          "Prompts",
          List.of(
              choice(
                      "dataset-name",
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
                  .accepting("random")
                  .honoured(
                      "only random; custom, sharegpt and prefix_repetition come with a later "
                          + "version"),
              one("num-prompts", ValueType.wholeFrom(1)).byDefault("1000").honoured(""),
              one("seed", ValueType.wholeBetween(0, MAX_SEED))
                  .byDefault("0")
                  .honoured("of numpy's generator: the same prompts as the tool's"),
              one("random-input-len", ValueType.wholeFrom(0))
                  .byDefault("1024")
                  .honoured("tokens of a prompt, without prefix"),
              one("input-len", ValueType.wholeFrom(0))
                  .since(VLLM_0_32)
                  .sameAs("random-input-len")
                  .honoured("another name of --random-input-len"),
              one("random-output-len", ValueType.wholeFrom(0))
                  .byDefault("128")
                  .honoured("output tokens asked for"),
              one("output-len", ValueType.wholeFrom(0))
                  .since(VLLM_0_32)
                  .sameAs("random-output-len")
                  .honoured("another name of --random-output-len"),
              one("random-range-ratio", ValueType.RANGE_RATIO)
                  .byDefault("0.0")
                  .honoured("lengths vary by this share; 0.32 also takes one for each"),
              one("random-prefix-len", ValueType.wholeFrom(0))
                  .byDefault("0")
                  .honoured("tokens of a prefix that all prompts share"),
              one("random-batch-size", ValueType.wholeFrom(1))
                  .byDefault("1")
                  .notYet("belongs to the embeddings backends, which aren't supported")));

  private RandomOptions() {}
}
