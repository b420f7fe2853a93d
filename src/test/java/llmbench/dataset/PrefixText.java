package llmbench.dataset;

import llmbench.tokenizer.Tokenizer;

/**
 * The text that evalscope puts before prompts to fill them up, from its beginning again where it is
 * too short: {@code _load_prefix_ids} and {@code fit_prefix_to_budget} in
 * evalscope/perf/plugin/datasets. Thread-safe.
 */
final class PrefixText {

  private static final String OPTION = "--dataset-args: prefix_file ";
  private static final String WHAT = "the text that goes before prompts";

  private final Tokenizer tokenizer;
  private final int[] ids;

  private PrefixText(Tokenizer tokenizer, int[] ids) {
    this.tokenizer = tokenizer;
    this.ids = ids;
  }

  /**
   * Reads a file whole.
   *
   * @throws DatasetException when it can't be read or has no text
   */
  static PrefixText read(String path, Tokenizer tokenizer) {
    DatasetFile file = DatasetFile.of(OPTION, path, WHAT);
    int[] ids = tokenizer.encode(file.text());
    if (ids.length == 0) {
      throw file.wrong("is empty");
    }
    return new PrefixText(tokenizer, ids);
  }

  /** How many tokens it has. */
  int tokens() {
    return ids.length;
  }

  /**
   * As much of it as fills this many tokens; empty for none.
   *
   * @param budget may be 0 or less
   */
  String filling(int budget) {
    if (budget <= 0) {
      return "";
    }
    int[] next = {budget};
    return new FittedText(tokenizer, following(0, budget), budget)
        .finish(
            lacking -> {
              int from = next[0];
              next[0] += lacking;
              return following(from, lacking);
            })
        .text();
  }

  private int[] following(int from, int count) {
    int[] some = new int[count];
    for (int i = 0; i < count; i++) {
      some[i] = ids[(from + i) % ids.length];
    }
    return some;
  }
}
