package llmbench.tokenizer;

import llmbench.tokenizer.TransformersTable.Pipeline;

/** Rules of transformers that can't be kept here, each an error that names it. */
final class TokenizerRule {

  private TokenizerRule() {}

  /**
   * An error that says which rule it is.
   *
   * @param rule half a sentence, beginning with "its" or with whose rule it is
   * @param instead what to do; a sentence
   */
  static TokenizerException broken(TokenizerFolder folder, String rule, String instead) {
    return new TokenizerException(
        "The tokenizer '%s' can't be opened as the tool opens it: %s. %s"
            .formatted(folder.name(), rule, instead));
  }

  /**
   * Looks for settings that are not kept.
   *
   * @throws TokenizerException when there is one
   */
  static void check(Transformers transformers, TokenizerFolder folder, TokenizerClass kind) {
    if (folder.config().path("split_special_tokens").asBoolean()) {
      throw broken(
          folder,
          "its split_special_tokens is true, so that special tokens in a text are taken apart,"
              + " which isn't supported here",
          "Set it to false in a copy of tokenizer_config.json.");
    }
    if (transformers == Transformers.V5 && folder.config().path("fix_mistral_regex").asBoolean()) {
      throw broken(
          folder,
          "its fix_mistral_regex is true, which replaces its splitting pattern and isn't supported"
              + " here",
          "Set it to false in a copy of tokenizer_config.json.");
    }
    boolean fromModel = kind.is("LlamaTokenizer") || kind.is("T5Tokenizer");
    if (transformers == Transformers.V4
        && fromModel
        && !folder.value("add_prefix_space").isMissingNode()) {
      throw broken(
          folder,
          "transformers 4 makes a %s with an add_prefix_space of its tokenizer.model, not of its"
                  .formatted(kind.name())
              + " tokenizer.json",
          "Take add_prefix_space out of a copy of tokenizer_config.json, or choose a newer version"
              + " of the tool by -Dllm.compat.");
    }
    if (kind.is("CodeLlamaTokenizer")) {
      throw broken(
          folder,
          "its class CodeLlamaTokenizer takes <FILL_ME> in a text for a gap to be filled, which"
              + " isn't supported here",
          "Set tokenizer_class to LlamaTokenizer in a copy of tokenizer_config.json.");
    }
    checkPipeline(transformers, folder, kind);
  }

  private static void checkPipeline(
      Transformers transformers, TokenizerFolder folder, TokenizerClass kind) {
    if (kind.pipeline() == Pipeline.OTHER) {
      throw broken(
          folder,
          "its class %s of transformers %s reads other files than tokenizer.json"
              .formatted(kind.name(), transformers.label()),
          "Take tokenizer_class out of a copy of tokenizer_config.json to have its tokenizer.json"
              + " read.");
    }
    if (kind.pipeline() == Pipeline.OWN && !OwnPipeline.isKnown(kind)) {
      throw broken(
          folder,
          "its class %s of transformers 5 builds a pipeline of its own, which isn't known here"
              .formatted(kind.name()),
          "Set tokenizer_class to TokenizersBackend in a copy of tokenizer_config.json, without"
              + " config.json, to have its tokenizer.json read as it is.");
    }
  }
}
