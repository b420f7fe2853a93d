package llmbench.options.table;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.flag;
import static llmbench.options.table.Option.one;

import java.util.List;

/** Options of datasets that aren't there yet. */
public final class OtherDatasetOptions {

  private static final String HF = never("hf");

  public static final OptionGroup NEVER_GROUP =
      new OptionGroup(
          "Datasets that aren't supported",
          List.of(
              flag("no-stream")
                  .notYet(HF + "; it says how the dataset is loaded, not how answers come"),
              flag("custom-ensure-client-side-data").since(VLLM_0_32).notYet(never("custom_image")),
              one("hf-subset", ValueType.TEXT).notYet(HF),
              one("hf-split", ValueType.TEXT).notYet(HF),
              one("hf-name", ValueType.TEXT).notYet(HF),
              one("hf-output-len", ValueType.whole()).notYet(HF),
              one("bfcl-categories", ValueType.TEXT).since(VLLM_0_32).notYet(HF),
              one("blazedit-min-distance", ValueType.NUMBER).byDefault("0.0").notYet(HF),
              one("blazedit-max-distance", ValueType.NUMBER).byDefault("1.0").notYet(HF)));

  private OtherDatasetOptions() {}

  static String never(String dataset) {
    return "an option of the dataset " + dataset + ", which isn't supported";
  }
}
