package llmbench.options.dataset;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;

import java.util.List;
import llmbench.options.DatasetOptions;
import llmbench.options.given.Settings;

/**
 * evalscope's {@code open_decisions}: questions with a state, which are whole bodies.
 *
 * @param place of the folder or file
 */
public record OpenDecisionsOptions(DatasetPlace place) implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "open_decisions";

  static final KnownDataset KNOWN =
      KnownDataset.evalscope(NAME, List.of(), OpenDecisionsOptions::of).since(EVALSCOPE_1_14);

  @Override
  public String name() {
    return NAME;
  }

  private static OpenDecisionsOptions of(Settings settings) {
    DatasetArgs.none(settings, NAME);
    return new OpenDecisionsOptions(DatasetPath.place(settings, NAME));
  }
}
