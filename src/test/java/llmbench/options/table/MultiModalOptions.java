package llmbench.options.table;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.one;

import java.util.List;

/** Options of requests with pictures, video or sound. */
public final class MultiModalOptions {

  private static final String ONLY_TEXT = ": requests hold text only";
  private static final String RANDOM_MM = OtherDatasetOptions.never("random-mm") + ONLY_TEXT;
  private static final String SOUND =
      "an option of hf's sound datasets, which aren't supported" + ONLY_TEXT;

  public static final OptionGroup GROUP =
      new OptionGroup(
          "Pictures, video, sound",
          List.of(
              one("random-mm-base-items-per-request", ValueType.whole())
                  .byDefault("1")
                  .notYet(RANDOM_MM),
              one("random-mm-num-mm-items-range-ratio", ValueType.NUMBER)
                  .byDefault("0.0")
                  .notYet(RANDOM_MM),
              one("random-mm-limit-mm-per-prompt", ValueType.JSON)
                  .byDefault("{\"image\": 255, \"video\": 0}")
                  .byDefaultSince(VLLM_0_32, "{\"image\": 255, \"video\": 1}")
                  .notYet(RANDOM_MM),
              one("random-mm-bucket-config", ValueType.TEXT)
                  .byDefault("{(256, 256, 1): 0.5, (720, 1280, 1): 0.5, (720, 1280, 16): 0.0}")
                  .notYet(RANDOM_MM),
              one("asr-max-audio-len-sec", ValueType.NUMBER)
                  .since(VLLM_0_32)
                  .byDefault("inf")
                  .notYet(SOUND),
              one("asr-min-audio-len-sec", ValueType.NUMBER)
                  .since(VLLM_0_32)
                  .byDefault("0.0")
                  .notYet(SOUND)));

  private MultiModalOptions() {}
}
