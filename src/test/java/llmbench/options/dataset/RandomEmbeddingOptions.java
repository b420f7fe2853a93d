package llmbench.options.dataset;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;

import java.util.List;
import java.util.Optional;
import llmbench.options.DatasetOptions;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.given.Settings;

/**
 * evalscope's {@code random_embedding} and {@code random_embedding_batch}.
 *
 * @param name which of both
 * @param length tokens of a text
 * @param batch how many texts a request has; 0 for one that isn't in a list
 */
public record RandomEmbeddingOptions(String name, Range length, int batch)
    implements DatasetOptions {

  static final String ONE = "random_embedding";
  static final String SEVERAL = "random_embedding_batch";

  static final KnownDataset KNOWN = named(ONE);
  static final KnownDataset KNOWN_BATCH = named(SEVERAL);

  private static KnownDataset named(String name) {
    return KnownDataset.evalscope(name, List.of(), settings -> of(name, settings))
        .since(EVALSCOPE_1_14);
  }

  @Override
  public Optional<String> caution() {
    return PromptLength.caution(length);
  }

  private static RandomEmbeddingOptions of(String name, Settings settings) {
    DatasetArgs.none(settings, name);
    return new RandomEmbeddingOptions(
        name,
        PromptLength.eitherWayRound(settings),
        name.equals(SEVERAL) ? EmbeddingOptions.batch(settings) : 0);
  }
}
