package llmbench.options.dataset;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;

import java.util.List;
import llmbench.options.DatasetOptions;
import llmbench.options.given.Settings;

/**
 * evalscope's {@code rerank}: queries of a file, each with documents to be ranked.
 *
 * @param path the file
 */
public record EvalscopeRerankOptions(String path) implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "rerank";

  static final KnownDataset KNOWN =
      KnownDataset.evalscope(NAME, List.of(), EvalscopeRerankOptions::of).since(EVALSCOPE_1_14);

  @Override
  public String name() {
    return NAME;
  }

  private static EvalscopeRerankOptions of(Settings settings) {
    DatasetArgs.none(settings, NAME);
    return new EvalscopeRerankOptions(DatasetPath.of(settings));
  }
}
