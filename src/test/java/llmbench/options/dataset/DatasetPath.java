package llmbench.options.dataset;

import java.util.Optional;
import llmbench.options.given.Settings;
import llmbench.options.table.EvalscopePromptOptions;

/** The file or folder of a dataset of evalscope. */
final class DatasetPath {

  private static final String PATH = "dataset-path";

  private DatasetPath() {}

  /** What was given; empty text, and a problem that says what to give, when there is nothing. */
  static String of(Settings settings, String dataset) {
    String path = settings.text(PATH);
    if (path != null) {
      return path;
    }
    boolean onHuggingFace = "huggingface".equals(settings.text("data-source"));
    Optional<HubDataset> hub = HubDataset.of(dataset);
    settings.problem(
        EvalscopePromptOptions.DATASET,
        "needs --dataset-path"
            + hub.map(
                    from ->
                        ": nothing is downloaded here; evalscope would take "
                            + from.described(onHuggingFace))
                .orElse(", a file of yours"),
        EvalscopePromptOptions.DATASET,
        PATH);
    return "";
  }
}
