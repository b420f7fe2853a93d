package llmbench.options.dataset;

import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.given.Settings;

/** How long evalscope's prompts may be. */
final class PromptLength {

  private static final String MIN = "min-prompt-length";
  private static final String MAX = "max-prompt-length";

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
}
