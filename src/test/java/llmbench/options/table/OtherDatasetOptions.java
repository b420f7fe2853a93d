package llmbench.options.table;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.choice;
import static llmbench.options.table.Option.flag;
import static llmbench.options.table.Option.one;

import java.util.List;

/** Options of datasets other than random. */
public final class OtherDatasetOptions {

  private static final String CUSTOM = later("custom");
  private static final String SHAREGPT = later("sharegpt");
  private static final String PREFIX_REPETITION = later("prefix_repetition");

  /** What several datasets share; random has neither a file nor rows. */
  private static final String ROWS =
      "an option of datasets other than random; custom, sharegpt and prefix_repetition come with a "
          + "later version";

  private static final String FILES =
      "an option of datasets that are read from a file; custom and sharegpt come with a later "
          + "version";

  private static final String SONNET = never("sonnet");
  private static final String HF = never("hf");
  private static final String SPEC_BENCH = never("spec_bench");
  private static final String SPEED_BENCH = never("speed_bench");
  static final String TIMED_TRACE = never("timed_trace");

  public static final OptionGroup LATER_GROUP =
      new OptionGroup(
          "Datasets of a later version",
          List.of(
              one("dataset-path", ValueType.PATH).notYet(FILES),
              flag("no-oversample").notYet(FILES),
              flag("disable-shuffle").since(VLLM_0_32).notYet(ROWS),
              flag("skip-chat-template").since(VLLM_0_32).notYet(CUSTOM),
              flag("custom-skip-chat-template").until(VLLM_0_32).notYet(CUSTOM),
              one("custom-output-len", ValueType.whole()).byDefault("256").notYet(CUSTOM),
              one("sharegpt-output-len", ValueType.whole()).notYet(SHAREGPT),
              one("prefix-repetition-prefix-len", ValueType.whole())
                  .byDefault("256")
                  .notYet(PREFIX_REPETITION),
              one("prefix-repetition-suffix-len", ValueType.whole())
                  .byDefault("256")
                  .notYet(PREFIX_REPETITION),
              one("prefix-repetition-num-prefixes", ValueType.whole())
                  .byDefault("10")
                  .notYet(PREFIX_REPETITION),
              one("prefix-repetition-output-len", ValueType.whole())
                  .byDefault("128")
                  .notYet(PREFIX_REPETITION)));

  public static final OptionGroup NEVER_GROUP =
      new OptionGroup(
          "Datasets that aren't supported",
          List.of(
              flag("no-stream")
                  .notYet(HF + "; it says how the dataset is loaded, not how answers come"),
              flag("custom-ensure-client-side-data").since(VLLM_0_32).notYet(never("custom_image")),
              one("sonnet-input-len", ValueType.whole())
                  .until(VLLM_0_32)
                  .byDefault("550")
                  .notYet(SONNET),
              one("sonnet-output-len", ValueType.whole())
                  .until(VLLM_0_32)
                  .byDefault("150")
                  .notYet(SONNET),
              one("sonnet-prefix-len", ValueType.whole())
                  .until(VLLM_0_32)
                  .byDefault("200")
                  .notYet(SONNET),
              one("hf-subset", ValueType.TEXT).notYet(HF),
              one("hf-split", ValueType.TEXT).notYet(HF),
              one("hf-name", ValueType.TEXT).notYet(HF),
              one("hf-output-len", ValueType.whole()).notYet(HF),
              one("bfcl-categories", ValueType.TEXT).since(VLLM_0_32).notYet(HF),
              one("blazedit-min-distance", ValueType.NUMBER).byDefault("0.0").notYet(HF),
              one("blazedit-max-distance", ValueType.NUMBER).byDefault("1.0").notYet(HF),
              one("spec-bench-output-len", ValueType.whole()).byDefault("256").notYet(SPEC_BENCH),
              one("spec-bench-category", ValueType.TEXT).notYet(SPEC_BENCH),
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
                  .notYet(SPEED_BENCH),
              one("speed-bench-output-len", ValueType.whole())
                  .since(VLLM_0_32)
                  .byDefault("4096")
                  .notYet(SPEED_BENCH),
              one("speed-bench-category", ValueType.TEXT).since(VLLM_0_32).notYet(SPEED_BENCH),
              one("timed-trace-chunk-hash-size", ValueType.whole())
                  .since(VLLM_0_32)
                  .byDefault("16")
                  .notYet(TIMED_TRACE),
              one("timed-trace-sec-multiplier", ValueType.NUMBER)
                  .since(VLLM_0_32)
                  .byDefault("1")
                  .notYet(TIMED_TRACE),
              one("timed-trace-label-timestamp", ValueType.TEXT)
                  .since(VLLM_0_32)
                  .byDefault("timestamp")
                  .notYet(TIMED_TRACE),
              one("timed-trace-label-input-length", ValueType.TEXT)
                  .since(VLLM_0_32)
                  .byDefault("input_length")
                  .notYet(TIMED_TRACE),
              one("timed-trace-label-output-length", ValueType.TEXT)
                  .since(VLLM_0_32)
                  .byDefault("output_length")
                  .notYet(TIMED_TRACE),
              one("timed-trace-label-hash-ids", ValueType.TEXT)
                  .since(VLLM_0_32)
                  .byDefault("hash_ids")
                  .notYet(TIMED_TRACE)));

  private OtherDatasetOptions() {}

  static String later(String dataset) {
    return "an option of the dataset " + dataset + ", which comes with a later version";
  }

  static String never(String dataset) {
    return "an option of the dataset " + dataset + ", which isn't supported";
  }
}
