package llmbench.options.dataset;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;
import static llmbench.options.table.EvalscopeOption.one;

import java.util.List;
import java.util.Optional;
import llmbench.options.DatasetOptions;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.given.Settings;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;

/**
 * evalscope's {@code --dataset random}.
 *
 * @param length tokens of a prompt; the chat template's are among them, the prefix's are not
 * @param prefixLength tokens of a prefix
 * @param prefixCount how many prefixes there are, taken in turn
 * @param offset where in the vocabulary all prompts begin further on
 */
public record EvalscopeRandomOptions(Range length, int prefixLength, int prefixCount, long offset)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "random";

  static final String PREFIX_LENGTH = "prefix-length";
  private static final String PREFIX_COUNT = "prefix-count";

  static final Option LENGTH =
      one(PREFIX_LENGTH, ValueType.wholeFrom(0))
          .byDefault("0")
          .honoured(
              "random, random_vl, random_multi_turn and trie_…: tokens of a prefix that prompts"
                  + " share, over their length");

  private static final Option COUNT =
      one(PREFIX_COUNT, ValueType.wholeFrom(1))
          .since(EVALSCOPE_1_14)
          .byDefault("1")
          .honoured("random: how many different prefixes, taken in turn");

  static final String DATASET_OFFSET = "dataset-offset";

  static final Option OFFSET =
      one(DATASET_OFFSET, ValueType.wholeBetween(Integer.MIN_VALUE, Integer.MAX_VALUE))
          .since(EVALSCOPE_1_14)
          .byDefault("0")
          .honoured(
              "random, random_vl and random_multi_turn: all prompts begin this many tokens further"
                  + " on in the vocabulary; swe_smith: the list of conversations begins this many"
                  + " further on");

  /** Those of random prompts with pictures as well. */
  static final List<Option> SHARED = List.of(LENGTH, OFFSET);

  static final KnownDataset KNOWN =
      KnownDataset.evalscope(NAME, List.of(LENGTH, COUNT, OFFSET), EvalscopeRandomOptions::of);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> caution() {
    return PromptLength.caution(length);
  }

  private static EvalscopeRandomOptions of(Settings settings) {
    DatasetArgs.none(settings, NAME);
    return shared(settings);
  }

  /** What random prompts with pictures have as well. */
  static EvalscopeRandomOptions shared(Settings settings) {
    return new EvalscopeRandomOptions(
        PromptLength.of(settings),
        settings.whole(PREFIX_LENGTH),
        prefixCount(settings),
        settings.wholeOrZero(DATASET_OFFSET));
  }

  private static int prefixCount(Settings settings) {
    return Math.max(1, settings.wholeOrZero(PREFIX_COUNT));
  }

  /** {@code Arguments._post_init}, whatever the dataset is. */
  static void checkPrefixes(Settings settings, String dataset) {
    if (prefixCount(settings) == 1) {
      return;
    }
    if (!dataset.equals(NAME)) {
      settings.problem(
          PREFIX_COUNT, "belongs to --dataset random", PREFIX_COUNT, "prompt", "dataset");
    } else if (settings.whole(PREFIX_LENGTH) == 0) {
      settings.problem(
          PREFIX_COUNT, "needs a --prefix-length above 0", PREFIX_COUNT, PREFIX_LENGTH);
    }
  }
}
