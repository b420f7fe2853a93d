package llmbench.options.dataset;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import llmbench.options.EvalscopeOptions;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.given.Settings;

/** How long evalscope's prompts may be. */
final class PromptLength {

  private static final String MIN = "min-prompt-length";
  private static final String MAX = "max-prompt-length";

  /** Datasets that take the limits either way round. */
  private static final List<String> EITHER_WAY_ROUND =
      List.of(
          RandomEmbeddingOptions.ONE,
          RandomEmbeddingOptions.SEVERAL,
          EvalscopeRandomRerankOptions.NAME);

  private PromptLength() {}

  static Range of(Settings settings) {
    long low = settings.wholeLong(MIN);
    long high = settings.wholeLong(MAX);
    if (high < low) {
      settings.problem(MAX, "expected at least --min-prompt-length, " + low, MIN, MAX);
      return new Range(low, low);
    }
    return new Range(low, high);
  }

  /** Checks them whatever the dataset is. */
  static void check(Settings settings, String dataset) {
    if (!EITHER_WAY_ROUND.contains(dataset)) {
      var unused = of(settings);
    }
  }

  /** At least 1, and the smaller one first, whichever was given first. */
  static Range eitherWayRound(Settings settings) {
    long one = Math.max(1, settings.wholeLong(MIN));
    long other = Math.max(1, settings.wholeLong(MAX));
    return new Range(Math.min(one, other), Math.max(one, other));
  }

  /** What is to be said where random prompts are as long as they are by default. */
  static Optional<String> caution(Range length) {
    int most = EvalscopeOptions.DEFAULT_MAX_PROMPT_TOKENS_1_14;
    return length.high() == most
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "Prompts of up to %,d tokens: that is evalscope's default;"
                    + " --max-prompt-length sets another",
                most))
        : Optional.empty();
  }
}
