package llmbench.options;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which options of the two tools belong together. */
final class BothTools {

  /**
   * Options that belong together.
   *
   * @param vllm the one of {@code vllm bench serve}; several with blanks between
   * @param evalscope the one of {@code evalscope perf}; likewise
   * @param same whether they mean the same, so that {@code -Dllm.} takes either name
   * @param note what differs
   */
  record Pair(String vllm, String evalscope, boolean same, String note) {

    String names(Compat.Tool tool) {
      return tool == Compat.Tool.VLLM ? vllm : evalscope;
    }
  }

  static final List<Pair> PAIRS =
      List.of(
          same("max-concurrency", "parallel", "evalscope's default is 1, vLLM's all at once"),
          same("num-prompts", "number", ""),
          same("model", "model", ""),
          same("tokenizer", "tokenizer-path", ""),
          same("header", "headers", ""),
          same("random-output-len", "max-tokens", "vLLM sends it to a chat under another name"),
          same("output-len", "max-tokens", "vLLM 0.32's other name of it"),
          same("random-prefix-len", "prefix-length", ""),
          same("extra-body", "extra-args", ""),
          same("num-warmups", "warmup-num", "vLLM waits for them to end, evalscope doesn't"),
          same("seed", "seed", "evalscope sends it, and has none by default"),
          same(
              "temperature", "temperature", "evalscope's default is 0.0, vLLM 0.32's the server's"),
          same("top-p", "top-p", ""),
          same("top-k", "top-k", ""),
          same("frequency-penalty", "frequency-penalty", ""),
          same("repetition-penalty", "repetition-penalty", ""),
          near("base-url host port endpoint", "url", "evalscope's is the whole URL, path too"),
          near("backend", "api url", "evalscope's URL says chat or completions"),
          near("dataset-name", "dataset", "random is in both, with other prompts"),
          near(
              "random-input-len random-range-ratio",
              "min-prompt-length max-prompt-length",
              "evalscope counts the chat template in: vLLM's 100 is its 129 for Qwen2.5"),
          near("request-rate", "rate", "no limit is inf in vLLM, -1 in evalscope"),
          near("ignore-eos", "extra-args", "{\"ignore_eos\": true} in evalscope"),
          near("logprobs", "logprobs", "a number in vLLM, a switch in evalscope"),
          near(
              "ready-check-timeout-sec",
              "total-timeout no-test-connection",
              "evalscope's test says \"hello\"; in 1.1 its limit is connect-timeout"),
          near("label", "name", "names of result files"),
          near("result-dir", "outputs-dir", "folders of result files"));

  private BothTools() {}

  private static Pair same(String vllm, String evalscope, String note) {
    return new Pair(vllm, evalscope, true, note);
  }

  private static Pair near(String vllm, String evalscope, String note) {
    return new Pair(vllm, evalscope, false, note);
  }

  /** A tool's name of what the other tool calls so; null when it has none that means the same. */
  static @Nullable String counterpart(Compat.Tool tool, String name) {
    for (Pair pair : PAIRS) {
      if (pair.same() && pair.names(other(tool)).equals(name)) {
        return pair.names(tool);
      }
    }
    return null;
  }

  /**
   * What a tool has instead of an option of the other tool, to end "an option of …"; null when the
   * other tool has no option of that name.
   */
  static @Nullable String hint(Compat.Tool tool, String name, String prefix) {
    if (Catalog.knowing(other(tool), name).isEmpty()) {
      return null;
    }
    for (Pair pair : PAIRS) {
      if (List.of(pair.names(other(tool)).split(" ", -1)).contains(name)) {
        String instead = prefix + pair.names(tool).replace(" ", ", " + prefix);
        return "; here it is " + instead + (pair.note().isEmpty() ? "" : " (" + pair.note() + ")");
      }
    }
    return "; there is nothing like it here";
  }

  private static Compat.Tool other(Compat.Tool tool) {
    return tool == Compat.Tool.VLLM ? Compat.Tool.EVALSCOPE : Compat.Tool.VLLM;
  }
}
