package llmbench.options.dataset;

import java.util.List;
import llmbench.options.DatasetOptions;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.given.AtFile;
import llmbench.options.given.Settings;

/**
 * evalscope's {@code --prompt}: the same for all requests, whatever {@code --dataset} says.
 *
 * @param text what was given, or what the file in {@code @FILE} says
 */
public record FixedPromptOptions(String text) implements DatasetOptions {

  /** Both its name and the option that chooses it. */
  public static final String NAME = "prompt";

  static final KnownDataset KNOWN =
      new KnownDataset(Tool.EVALSCOPE, NAME, NAME, List.of(), FixedPromptOptions::of);

  @Override
  public String name() {
    return NAME;
  }

  private static FixedPromptOptions of(Settings settings) {
    return new FixedPromptOptions(AtFile.text(settings, NAME));
  }
}
