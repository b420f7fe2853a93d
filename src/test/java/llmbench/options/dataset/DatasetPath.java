package llmbench.options.dataset;

import java.util.Optional;
import llmbench.options.given.Settings;
import llmbench.options.table.EvalscopePromptOptions;

/** The file or folder of a dataset of evalscope. */
final class DatasetPath {

  private static final String PATH = "dataset-path";
  private static final String SOURCE = "data-source";
  private static final String HUGGING_FACE = "huggingface";
  private static final String LOCAL = "local";

  private DatasetPath() {}

  /** What was given; empty text, and a problem that says what to give, when there is nothing. */
  static String of(Settings settings) {
    String path = settings.text(PATH);
    if (path != null) {
      return path;
    }
    missing(settings, ", a file of yours");
    return "";
  }

  /** The same for a dataset that the tool takes from a hub where no path is given. */
  static DatasetPlace place(Settings settings, String dataset) {
    String source = settings.text(SOURCE);
    Optional<HubDataset> hub = HubDataset.of(dataset);
    if (settings.text(PATH) != null || hub.isEmpty()) {
      return new DatasetPlace.Local(of(settings));
    }
    if (LOCAL.equals(source)) {
      missing(
          settings,
          ": by --data-source local nothing is downloaded; it is " + hub.get().described());
    }
    return new DatasetPlace.OnHub(HUGGING_FACE.equals(source), hub.get());
  }

  private static void missing(Settings settings, String why) {
    settings.problem(
        EvalscopePromptOptions.DATASET,
        "needs --dataset-path" + why,
        EvalscopePromptOptions.DATASET,
        PATH);
  }
}
