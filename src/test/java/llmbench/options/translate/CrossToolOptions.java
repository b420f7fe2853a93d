package llmbench.options.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import llmbench.options.ToolVersion;
import llmbench.options.catalog.Catalog;
import llmbench.options.table.Option;
import org.jspecify.annotations.Nullable;

/** Which options of the two tools belong together. */
public final class CrossToolOptions {

  /** What {@code -Dllm.} does with the other tool's name of an option. */
  public enum Kind {
    /** The same value means the same. */
    SAME,
    /** Taken, in the other tool's terms. */
    TRANSLATED,
    /** Refused: the two are near each other, but not the same. */
    OWN
  }

  /**
   * Options that belong together.
   *
   * @param vllm the ones of {@code vllm bench serve}; none where it is always so
   * @param evalscope the ones of {@code evalscope perf}; likewise
   * @param note what differs
   */
  public record Pair(List<String> vllm, List<String> evalscope, Kind kind, String note) {

    public List<String> names(ToolVersion.Tool tool) {
      return tool == ToolVersion.Tool.VLLM ? vllm : evalscope;
    }
  }

  public static final List<Pair> PAIRS = pairs();

  private CrossToolOptions() {}

  private static List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    pairs.addAll(server());
    pairs.addAll(prompts());
    pairs.addAll(sampling());
    return List.copyOf(pairs);
  }

  private static List<Pair> server() {
    return List.of(
        translated(
            "base-url host port endpoint",
            "url",
            "evalscope's is the whole URL, path too; as a setting each of vLLM's replaces its"
                + " part"),
        own("backend", "api url", "evalscope's URL says chat or completions"),
        translated("", "api stream", "openai and true only: vLLM bench is so in any case"),
        same("model", "model", ""),
        own("served-model-name", "model", "evalscope sends --model"),
        same("tokenizer", "tokenizer-path", ""),
        same("header", "headers", ""),
        own(
            "ready-check-timeout-sec",
            "total-timeout no-test-connection",
            "evalscope's test says \"hello\"; in 1.1 its limit is connect-timeout"),
        same("max-concurrency", "parallel", "evalscope's default is 1, vLLM's all at once"),
        same("num-prompts", "number", "a list of evalscope's is a sweep"),
        translated("request-rate", "rate", "no limit is inf in vLLM, -1 in evalscope"),
        translated("burstiness", "", "1.0 only: evalscope's gaps are a Poisson process"),
        same(
            "num-warmups",
            "warmup-num",
            "vLLM sends prompt 0 so often, evalscope prompts of their own; below 1 evalscope's is"
                + " a share"),
        own("label", "name", "begins vLLM's file name; evalscope's folder"),
        own("result-dir", "outputs-dir", "vLLM's for --save-result only"));
  }

  private static List<Pair> prompts() {
    return List.of(
        translated("dataset-name", "dataset", "only random is in both, with other prompts"),
        own("dataset-path", "dataset-path", "files of other formats"),
        translated(
            "random-input-len input-len",
            "min-prompt-length max-prompt-length",
            "completions only, and both of evalscope's equal: in a chat evalscope counts the"
                + " template in, so vLLM's 100 is its 129 for Qwen2.5"),
        own(
            "random-range-ratio",
            "min-prompt-length max-prompt-length max-tokens",
            "vLLM varies input and output by a share, evalscope each between two values"),
        same(
            "random-output-len",
            "max-tokens",
            "one value; a vLLM chat names it max_completion_tokens"),
        same("output-len", "max-tokens", "vLLM 0.32's other name of it"),
        same("random-prefix-len", "prefix-length", "over the prompt's length in both"),
        same("seed", "seed", "evalscope sends it, and has none by default"));
  }

  private static List<Pair> sampling() {
    return List.of(
        same("temperature", "temperature", "evalscope's default is 0.0, vLLM 0.32's the server's"),
        same("top-p", "top-p", ""),
        same("top-k", "top-k", ""),
        same("frequency-penalty", "frequency-penalty", ""),
        same("repetition-penalty", "repetition-penalty", ""),
        same("extra-body", "extra-args", "merged into the body last"),
        translated(
            "ignore-eos",
            "extra-args",
            "{\"ignore_eos\": true} in evalscope; 0.32 always sends it with random prompts"),
        translated("min-p presence-penalty", "extra-args", "fields of evalscope's extra-args"),
        translated(
            "extra-body",
            "min-tokens n-choices stop stop-token-ids",
            "fields of vLLM's extra-body"),
        own("logprobs", "logprobs", "a number in vLLM, a switch in evalscope"));
  }

  private static Pair same(String vllm, String evalscope, String note) {
    return pair(vllm, evalscope, Kind.SAME, note);
  }

  private static Pair translated(String vllm, String evalscope, String note) {
    return pair(vllm, evalscope, Kind.TRANSLATED, note);
  }

  private static Pair own(String vllm, String evalscope, String note) {
    return pair(vllm, evalscope, Kind.OWN, note);
  }

  private static Pair pair(String vllm, String evalscope, Kind kind, String note) {
    return new Pair(words(vllm), words(evalscope), kind, note);
  }

  private static List<String> words(String names) {
    return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
  }

  /** A version's option that means the same as one of the other tool; null when there is none. */
  static @Nullable Option same(ToolVersion compat, String name) {
    for (Pair pair : PAIRS) {
      if (pair.kind() == Kind.SAME && pair.names(compat.tool().other()).contains(name)) {
        Option option = Catalog.find(compat, pair.names(compat.tool()).get(0));
        if (option != null) {
          return option;
        }
      }
    }
    return null;
  }

  /** Whether a version has other options in which one of the other tool can be said. */
  static boolean isTranslated(ToolVersion compat, String name) {
    return PAIRS.stream()
        .anyMatch(
            pair ->
                pair.kind() == Kind.TRANSLATED
                    && pair.names(compat.tool().other()).contains(name)
                    && (pair.names(compat.tool()).isEmpty() || !known(compat, pair).isEmpty()));
  }

  /** The other tool's option of that name, as its newest version has it; null for none. */
  static @Nullable Option ofOtherTool(ToolVersion compat, String name) {
    List<ToolVersion> knowing = Catalog.knowing(compat.tool().other(), name);
    return knowing.isEmpty() ? null : Catalog.find(knowing.get(0), name);
  }

  /**
   * What a version has instead of an option of the other tool, to end "an option of …"; null when
   * the other tool has no option of that name.
   */
  public static @Nullable String hint(ToolVersion compat, String name, String prefix) {
    if (Catalog.knowing(compat.tool().other(), name).isEmpty()) {
      return null;
    }
    for (Pair pair : PAIRS) {
      if (pair.names(compat.tool().other()).contains(name)) {
        return instead(compat, pair, prefix)
            + (pair.note().isEmpty() ? "" : " (" + pair.note() + ")");
      }
    }
    return "; there is nothing like it here";
  }

  private static String instead(ToolVersion compat, Pair pair, String prefix) {
    List<String> known = known(compat, pair);
    String others = list(pair.names(compat.tool()), prefix);
    return known.isEmpty()
        ? "; " + compat.label() + " has nothing like it, other versions have " + others
        : "; here it is " + list(known, prefix);
  }

  private static List<String> known(ToolVersion compat, Pair pair) {
    return pair.names(compat.tool()).stream()
        .filter(name -> Catalog.find(compat, name) != null)
        .toList();
  }

  private static String list(List<String> names, String prefix) {
    return names.stream().map(name -> prefix + name).collect(Collectors.joining(", "));
  }
}
