package llmbench.tokenizer;

import java.util.List;

/** {@code clean_up_tokenization} of transformers: blanks before punctuation go, one by one. */
final class CleanUp {

  private static final List<List<String>> REPLACEMENTS =
      List.of(
          List.of(" .", "."),
          List.of(" ?", "?"),
          List.of(" !", "!"),
          List.of(" ,", ","),
          List.of(" ' ", "'"),
          List.of(" n't", "n't"),
          List.of(" 'm", "'m"),
          List.of(" 's", "'s"),
          List.of(" 've", "'ve"),
          List.of(" 're", "'re"));

  private CleanUp() {}

  /**
   * Whether a decoded text is cleaned up: in transformers 4 where the config says so; in 5 only
   * what no BPE model made, unless the config insists.
   */
  static boolean isAsked(Transformers transformers, TokenizerFolder folder, String modelType) {
    boolean insists =
        folder
            .config()
            .path("clean_up_tokenization_spaces_for_bpe_even_though_it_will_corrupt_output")
            .asBoolean();
    boolean allowed = transformers == Transformers.V4 || insists || !modelType.equals("BPE");
    return allowed && folder.config().path("clean_up_tokenization_spaces").asBoolean();
  }

  static String of(String text) {
    String clean = text;
    for (List<String> replacement : REPLACEMENTS) {
      clean = clean.replace(replacement.get(0), replacement.get(1));
    }
    return clean;
  }
}
