package llmbench.options.dataset;

import java.util.List;
import llmbench.options.DatasetOptions;
import llmbench.options.given.Settings;

/**
 * vLLM bench's {@code burstgpt}: prompts of recorded lengths.
 *
 * @param path a CSV file of BurstGPT's
 */
public record BurstgptOptions(String path) implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "burstgpt";

  static final KnownDataset KNOWN =
      KnownDataset.vllm(NAME, List.of(SampledFile.PATH), BurstgptOptions::of);

  @Override
  public String name() {
    return NAME;
  }

  private static BurstgptOptions of(Settings settings) {
    return new BurstgptOptions(
        SampledFile.path(settings, "a CSV file with the columns of BurstGPT"));
  }
}
