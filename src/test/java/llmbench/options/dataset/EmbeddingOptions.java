package llmbench.options.dataset;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;

import java.util.List;
import llmbench.options.DatasetOptions;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.given.Settings;

/**
 * evalscope's {@code embedding}, also called {@code embed}, and {@code embedding_batch}: texts of a
 * file.
 *
 * @param name the name that was given
 * @param path the file
 * @param length texts that are shorter or longer are left out; tokens or characters
 * @param batch how many texts a request has; 0 for one that isn't in a list
 */
public record EmbeddingOptions(String name, String path, Range length, int batch)
    implements DatasetOptions {

  private static final int BATCH = 8;

  static final KnownDataset EMBEDDING = named("embedding", false);
  static final KnownDataset EMBED = named("embed", false);
  static final KnownDataset EMBEDDING_BATCH = named("embedding_batch", true);

  private static KnownDataset named(String name, boolean batches) {
    return KnownDataset.evalscope(name, List.of(), settings -> of(name, batches, settings))
        .since(EVALSCOPE_1_14);
  }

  private static EmbeddingOptions of(String name, boolean batches, Settings settings) {
    DatasetArgs.none(settings, name);
    return new EmbeddingOptions(
        name, DatasetPath.of(settings), PromptLength.of(settings), batches ? batch(settings) : 0);
  }

  /** How many texts a request has where it has several. */
  static int batch(Settings settings) {
    return ExtraArg.whole(settings, "batch_size", BATCH, 1);
  }
}
