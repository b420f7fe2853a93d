package llmbench.options.dataset;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.flag;
import static llmbench.options.table.Option.one;

import java.util.List;
import llmbench.options.given.Settings;
import llmbench.options.table.Option;
import llmbench.options.table.PromptOptions;
import llmbench.options.table.ValueType;

/**
 * A file that vLLM bench takes prompts from, and how.
 *
 * @param path as given
 * @param shuffled whether the order is drawn; else it is the file's
 * @param oversampled whether prompts are drawn again where the file has too few
 */
public record SampledFile(String path, boolean shuffled, boolean oversampled) {

  public static final String PATH_NAME = "dataset-path";

  static final Option PATH =
      one(PATH_NAME, ValueType.PATH)
          .honoured(
              "the dataset's file, or its folder; of hf also a name on the hub, which is downloaded"
                  + " (docs/datasets.md)");

  static final Option NO_OVERSAMPLE =
      flag("no-oversample").honoured("sends what the file has, and no prompt of it twice");

  static final Option DISABLE_SHUFFLE =
      flag("disable-shuffle").since(VLLM_0_32).honoured("the file's order, not a drawn one");

  /** Those of a dataset that is a file. */
  static final List<Option> OPTIONS = List.of(PATH, NO_OVERSAMPLE, DISABLE_SHUFFLE);

  /**
   * What was given; without a path that is a problem.
   *
   * @param what the path is of, to follow "needs --dataset-path, "
   */
  static SampledFile of(Settings settings, String what) {
    return new SampledFile(
        path(settings, what), isShuffled(settings), !settings.isOn(NO_OVERSAMPLE.name()));
  }

  static boolean isShuffled(Settings settings) {
    return !settings.isOn(DISABLE_SHUFFLE.name());
  }

  /** The path alone. */
  static String path(Settings settings, String what) {
    String path = settings.text(PATH_NAME);
    if (path == null) {
      settings.problem(
          PromptOptions.DATASET, "needs --dataset-path, " + what, PromptOptions.DATASET, PATH_NAME);
      return "";
    }
    return path;
  }

  /** {@code main_async()} of serve.py: a path beside a dataset that is drawn is a mistake. */
  static void checkNone(Settings settings, String dataset) {
    if (settings.text(PATH_NAME) != null) {
      settings.problem(
          PATH_NAME,
          "the dataset "
              + dataset
              + " has no file; leave this out, or choose the file's dataset by --dataset-name",
          PATH_NAME,
          PromptOptions.DATASET);
    }
  }
}
