package llmbench.options.table;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;
import static llmbench.options.table.EvalscopeOption.flag;
import static llmbench.options.table.EvalscopeOption.onOff;
import static llmbench.options.table.EvalscopeOption.one;

import java.util.ArrayList;
import java.util.List;
import llmbench.options.EvalscopeOptions;
import llmbench.options.syntax.Enumeration;

/** evalscope: which prompts. */
public final class EvalscopePromptOptions {

  /** numpy's legacy generator takes 32 bits. */
  public static final long MAX_SEED = 0xFFFF_FFFFL;

  public static final String DATASET = "dataset";
  private static final String IMAGES = "pictures aren't supported: requests hold text only";

  private EvalscopePromptOptions() {}

  /**
   * The options of all datasets, with those of each in between.
   *
   * @param datasets names of those that are honoured
   * @param own their own options
   */
  public static OptionGroup group(List<String> datasets, List<Option> own) {
    List<Option> options = new ArrayList<>();
    options.add(
        one(DATASET, ValueType.NAME)
            .byDefault("openqa")
            .accepting(datasets.toArray(String[]::new))
            .honoured("only " + Enumeration.and(datasets) + " of evalscope's datasets"));
    options.addAll(which());
    options.addAll(own);
    options.addAll(form());
    return new OptionGroup("Prompts", options);
  }

  private static List<Option> which() {
    return List.of(
        one("dataset-path", ValueType.PATH)
            .honoured("a text file; openqa also takes its folder. Nothing is downloaded"),
        one("prompt", new ValueType("a text, or @FILE", text -> !text.isEmpty(), text -> text))
            .honoured("the same for all requests, instead of a dataset; @FILE is read"),
        one("seed", ValueType.wholeBetween(0, MAX_SEED))
            .honoured(
                "seeds the prompts, and is sent; without it one is drawn, printed, and kept in"
                    + " run.json as prompt-seed"),
        one("min-prompt-length", ValueType.wholeBetween(0, Long.MAX_VALUE))
            .byDefault("0")
            .honoured(
                "tokens, the chat template's included (but not for 1.1's text files); characters"
                    + " without --tokenizer-path"),
        one("max-prompt-length", ValueType.wholeBetween(0, Long.MAX_VALUE))
            .byDefault(String.valueOf(Long.MAX_VALUE))
            .byDefaultSince(
                EVALSCOPE_1_14, String.valueOf(EvalscopeOptions.DEFAULT_MAX_PROMPT_TOKENS_1_14))
            .honoured("likewise"));
  }

  private static List<Option> form() {
    return List.of(
        onOff("apply-chat-template")
            .since(EVALSCOPE_1_14)
            .honoured("messages or a prompt; by default messages if the URL is a chat's"),
        one("apply-chat-template", ValueType.TEXT)
            .until(EVALSCOPE_1_14)
            .notYet("evalscope 1.1 refuses every value of it"),
        flag("tokenize-prompt")
            .since(EVALSCOPE_1_14)
            .honoured("sends token ids to /v1/completions; needs --tokenizer-path"),
        one("query-template", ValueType.OBJECT_OR_FILE)
            .honoured("bodies begin with it; its messages are replaced"),
        one("data-source", ValueType.oneOf(List.of("modelscope", "huggingface", "local")))
            .since(EVALSCOPE_1_14)
            .choosing("modelscope", "huggingface", "local")
            .notYet("nothing is downloaded; use --dataset-path"),
        one("dataset-args", ValueType.JSON)
            .since(EVALSCOPE_1_14)
            .notYet("input lengths and prefix files of a dataset aren't supported"),
        one("image-width", ValueType.whole()).byDefault("224").notYet(IMAGES),
        one("image-height", ValueType.whole()).byDefault("224").notYet(IMAGES),
        one("image-format", ValueType.TEXT).byDefault("RGB").notYet(IMAGES),
        one("image-num", ValueType.whole()).byDefault("1").notYet(IMAGES),
        one("image-patch-size", ValueType.whole()).byDefault("28").notYet(IMAGES));
  }
}
