package llmbench.options.read;

import llmbench.options.EvalscopeOptions;
import llmbench.options.EvalscopeOptions.Format;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.given.AtFile;
import llmbench.options.given.Settings;
import llmbench.options.table.EvalscopePromptOptions;

/** Which prompts evalscope takes. */
final class EvalscopeDatasets {

  private static final String MIN = "min-prompt-length";
  private static final String MAX = "max-prompt-length";
  private static final String PREFIX_COUNT = "prefix-count";

  private final Settings settings;

  EvalscopeDatasets(Settings settings) {
    this.settings = settings;
  }

  EvalscopeOptions.Dataset dataset() {
    String name = settings.required(EvalscopePromptOptions.DATASET);
    Range length = length();
    boolean random = name.equals(EvalscopePromptOptions.RANDOM);
    int prefixCount = Math.max(1, settings.wholeOrZero(PREFIX_COUNT));
    checkPrefixes(prefixCount, random);
    if (settings.text("prompt") != null) {
      return new EvalscopeOptions.Fixed(AtFile.text(settings, "prompt"));
    }
    if (random) {
      return new EvalscopeOptions.Random(
          length,
          settings.whole("prefix-length"),
          prefixCount,
          settings.wholeOrZero("dataset-offset"));
    }
    String path = settings.text("dataset-path");
    if (path == null) {
      settings.problem(
          EvalscopePromptOptions.DATASET,
          "needs --dataset-path, a text file: nothing is downloaded",
          EvalscopePromptOptions.DATASET,
          "dataset-path");
      path = "";
    }
    Format format = name.equals(Format.OPENQA.label()) ? Format.OPENQA : Format.LINE_BY_LINE;
    return new EvalscopeOptions.Lines(format, path, length);
  }

  private Range length() {
    long low = settings.wholeLong(MIN);
    long high = settings.wholeLong(MAX);
    if (high < low) {
      settings.problem(MAX, "expected at least --min-prompt-length, " + low, MIN, MAX);
      return new Range(low, low);
    }
    return new Range(low, high);
  }

  /** {@code Arguments._post_init}. */
  private void checkPrefixes(int count, boolean random) {
    if (count == 1) {
      return;
    }
    if (!random || settings.text("prompt") != null) {
      settings.problem(
          PREFIX_COUNT, "belongs to --dataset random", PREFIX_COUNT, "prompt", "dataset");
    } else if (settings.whole("prefix-length") == 0) {
      settings.problem(
          PREFIX_COUNT, "needs a --prefix-length above 0", PREFIX_COUNT, "prefix-length");
    }
  }
}
