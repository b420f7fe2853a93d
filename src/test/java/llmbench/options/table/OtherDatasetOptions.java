package llmbench.options.table;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.choice;
import static llmbench.options.table.Option.flag;
import static llmbench.options.table.Option.one;

import java.util.List;

/** Options of datasets other than random. */
public final class OtherDatasetOptions {

  static final String LATER =
      "belongs to the datasets custom, sharegpt and prefix_repetition, which come with a later "
          + "version";
  private static final String NEVER = "belongs to a dataset that isn't supported";

  public static final OptionGroup LATER_GROUP =
      new OptionGroup(
          "Datasets of a later version",
          List.of(
              one("dataset-path", ValueType.PATH).notYet(LATER),
              flag("no-oversample").notYet(LATER),
              flag("disable-shuffle").since(VLLM_0_32).notYet(LATER),
              flag("skip-chat-template").since(VLLM_0_32).notYet(LATER),
              flag("custom-skip-chat-template").until(VLLM_0_32).notYet(LATER),
              one("custom-output-len", ValueType.whole()).byDefault("256").notYet(LATER),
              one("sharegpt-output-len", ValueType.whole()).notYet(LATER),
              one("prefix-repetition-prefix-len", ValueType.whole()).byDefault("256").notYet(LATER),
              one("prefix-repetition-suffix-len", ValueType.whole()).byDefault("256").notYet(LATER),
              one("prefix-repetition-num-prefixes", ValueType.whole())
                  .byDefault("10")
                  .notYet(LATER),
              one("prefix-repetition-output-len", ValueType.whole())
                  .byDefault("128")
                  .notYet(LATER)));

  public static final OptionGroup NEVER_GROUP =
      new OptionGroup(
          "Datasets that aren't supported",
          List.of(
              flag("no-stream").notYet(NEVER),
              flag("custom-ensure-client-side-data").since(VLLM_0_32).notYet(NEVER),
              one("sonnet-input-len", ValueType.whole())
                  .until(VLLM_0_32)
                  .byDefault("550")
                  .notYet(NEVER),
              one("sonnet-output-len", ValueType.whole())
                  .until(VLLM_0_32)
                  .byDefault("150")
                  .notYet(NEVER),
              one("sonnet-prefix-len", ValueType.whole())
                  .until(VLLM_0_32)
                  .byDefault("200")
                  .notYet(NEVER),
              one("hf-subset", ValueType.TEXT).notYet(NEVER),
              one("hf-split", ValueType.TEXT).notYet(NEVER),
              one("hf-name", ValueType.TEXT).notYet(NEVER),
              one("hf-output-len", ValueType.whole()).notYet(NEVER),
              one("bfcl-categories", ValueType.TEXT).since(VLLM_0_32).notYet(NEVER),
              one("blazedit-min-distance", ValueType.NUMBER).byDefault("0.0").notYet(NEVER),
              one("blazedit-max-distance", ValueType.NUMBER).byDefault("1.0").notYet(NEVER),
              one("spec-bench-output-len", ValueType.whole()).byDefault("256").notYet(NEVER),
              one("spec-bench-category", ValueType.TEXT).notYet(NEVER),
              choice(
                      "speed-bench-dataset-subset",
                      "qualitative",
                      "throughput_1k",
                      "throughput_2k",
                      "throughput_8k",
                      "throughput_16k",
                      "throughput_32k")
                  .since(VLLM_0_32)
                  .byDefault("qualitative")
                  .notYet(NEVER),
              one("speed-bench-output-len", ValueType.whole())
                  .since(VLLM_0_32)
                  .byDefault("4096")
                  .notYet(NEVER),
              one("speed-bench-category", ValueType.TEXT).since(VLLM_0_32).notYet(NEVER),
              one("timed-trace-chunk-hash-size", ValueType.whole())
                  .since(VLLM_0_32)
                  .byDefault("16")
                  .notYet(NEVER),
              one("timed-trace-sec-multiplier", ValueType.NUMBER)
                  .since(VLLM_0_32)
                  .byDefault("1")
                  .notYet(NEVER),
              one("timed-trace-label-timestamp", ValueType.TEXT)
                  .since(VLLM_0_32)
                  .byDefault("timestamp")
                  .notYet(NEVER),
              one("timed-trace-label-input-length", ValueType.TEXT)
                  .since(VLLM_0_32)
                  .byDefault("input_length")
                  .notYet(NEVER),
              one("timed-trace-label-output-length", ValueType.TEXT)
                  .since(VLLM_0_32)
                  .byDefault("output_length")
                  .notYet(NEVER),
              one("timed-trace-label-hash-ids", ValueType.TEXT)
                  .since(VLLM_0_32)
                  .byDefault("hash_ids")
                  .notYet(NEVER)));

  private OtherDatasetOptions() {}
}
