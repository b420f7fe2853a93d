package llmbench.options.table;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.choice;
import static llmbench.options.table.Option.flag;
import static llmbench.options.table.Option.one;
import static llmbench.options.table.Option.some;

import java.util.List;

/** Which model and tokenizer. */
public final class ModelOptions {

  public static final OptionGroup GROUP =
      new OptionGroup(
          "Model and tokenizer",
          List.of(
              one("model", ValueType.NAME)
                  .honoured("without it the first one that /v1/models lists, as vLLM 0.32 does"),
              one("served-model-name", ValueType.NAME).honoured("the name in requests"),
              one("tokenizer", ValueType.NAME)
                  .honoured("a directory, a tokenizer.json or a hub id; the model's by default"),
              one("tokenizer-mode", ValueType.NAME)
                  .byDefault("auto")
                  .accepting("auto", "hf", "slow")
                  .harmless(
                      "only auto, hf and slow: the same tokens, of tokenizer.json; other modes need"
                          + " Python's tokenizers"),
              flag("trust-remote-code").harmless("no code of a model is ever run here"),
              flag("skip-tokenizer-init")
                  .since(VLLM_0_32)
                  .honoured(
                      "no tokenizer is opened and no token counted: with custom, custom_image and"
                          + " custom_audio"),
              some("lora-modules", ValueType.NAME)
                  .honoured("measured requests name one of these instead of the model"),
              choice("lora-assignment", "random", "round-robin")
                  .since(VLLM_0_32)
                  .byDefault("random")
                  .honoured("round-robin: in turn; else drawn, as the tool draws them"),
              one("config", ValueType.PATH)
                  .honoured(
                      "the tool's YAML file of options, under those of the line; -Dllm.config=FILE"
                          + " is ours, of FLAG=VALUE lines"),
              flag("help")
                  .honoured("prints every option of the tool's version, and sends nothing")));

  private ModelOptions() {}
}
