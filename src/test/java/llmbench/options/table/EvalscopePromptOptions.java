package llmbench.options.table;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;
import static llmbench.options.table.EvalscopeOption.flag;
import static llmbench.options.table.EvalscopeOption.onOff;
import static llmbench.options.table.EvalscopeOption.one;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import llmbench.options.EvalscopeOptions;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.syntax.Enumeration;

/** evalscope: which prompts. */
public final class EvalscopePromptOptions {

  /** numpy's legacy generator takes 32 bits. */
  public static final long MAX_SEED = 0xFFFF_FFFFL;

  public static final String DATASET = "dataset";

  private EvalscopePromptOptions() {}

  /**
   * The options of all datasets, with those of each in between.
   *
   * @param datasets names of those that a version has and that are honoured
   * @param own their own options
   */
  public static OptionGroup group(Function<ToolVersion, List<String>> datasets, List<Option> own) {
    List<String> first = datasets.apply(Tool.EVALSCOPE.oldest());
    List<String> newest = datasets.apply(Tool.EVALSCOPE.newest());
    List<Option> options = new ArrayList<>();
    options.add(
        dataset(first)
            .until(EVALSCOPE_1_14)
            .honoured("only " + Enumeration.and(first) + " of evalscope's datasets"));
    options.add(
        dataset(newest)
            .since(EVALSCOPE_1_14)
            .honoured(
                "only "
                    + Enumeration.and(newest)
                    + " of evalscope's datasets; those of several turns need --multi-turn"));
    options.addAll(which());
    options.addAll(own);
    options.addAll(form());
    return new OptionGroup("Prompts", options);
  }

  private static Option dataset(List<String> names) {
    return one(DATASET, ValueType.NAME).byDefault("openqa").accepting(names.toArray(String[]::new));
  }

  private static List<Option> which() {
    return List.of(
        one("dataset-path", ValueType.PATH)
            .honoured(
                "the dataset's file; openqa and share_gpt also take its folder. Without it some"
                    + " datasets are downloaded (docs/evalscope-datasets.md)"),
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
            .honoured(
                "the hub that a dataset is taken from where --dataset-path is missing; a path"
                    + " always means what is there"),
        one("dataset-args", ValueType.JSON_OBJECT)
            .since(EVALSCOPE_1_14)
            .honoured(
                "JSON; openqa, line_by_line, longalpaca and share_gpt: target_input_len,"
                    + " input_len_mode (cap or drop), prefix_file and prefix_role (system or"
                    + " user); workload_trace: speed, model_mapping, model_override and"
                    + " match_output_length; random_multi_turn, share_gpt_…_multi_turn and"
                    + " swe_smith: first_turn_length, subsequent_turn_length and"
                    + " chars_per_token, which swe_smith looks at where it makes conversations;"
                    + " any other key is refused, as in evalscope"));
  }
}
