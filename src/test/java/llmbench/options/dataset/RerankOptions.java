package llmbench.options.dataset;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.flag;

import java.util.List;
import llmbench.options.DatasetOptions;
import llmbench.options.given.Settings;
import llmbench.options.syntax.RangeRatio;
import llmbench.options.table.Option;
import llmbench.options.table.PromptOptions;

/**
 * vLLM bench's {@code random-rerank}: a query, and random documents to be ranked for it.
 *
 * @param inputLen tokens of a query and a document together; of each for a model that isn't a
 *     reranker
 * @param range lengths vary by this share
 * @param batchSize how many documents a request has; one less for a model that isn't a reranker
 * @param reranker whether the model takes query and document as a pair
 */
public record RerankOptions(int inputLen, RangeRatio range, int batchSize, boolean reranker)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "random-rerank";

  private static final String NO_RERANKER = "no-reranker";

  private static final List<Option> OPTIONS =
      List.of(
          RandomOptions.INPUT,
          RandomOptions.GENERAL_INPUT,
          RandomOptions.RANGE,
          RandomOptions.BATCH,
          flag(NO_RERANKER)
              .since(VLLM_0_32)
              .honoured("the model makes vectors of query and documents, and knows no pairs"));

  static final KnownDataset KNOWN =
      KnownDataset.vllm(NAME, OPTIONS, RerankOptions::of).since(VLLM_0_32);

  @Override
  public String name() {
    return NAME;
  }

  /** How many prompts and how much of a batch the query is; none where it is part of each pair. */
  private int query() {
    return reranker ? 0 : 1;
  }

  /** Documents of so many prompts. */
  public int documents(int prompts) {
    return prompts - query();
  }

  /** The most documents that a request has. */
  public int documentsOfBatch() {
    return batchSize - query();
  }

  @Override
  public int requests(int prompts) {
    return RandomOptions.batches(documents(prompts), documentsOfBatch());
  }

  private static RerankOptions of(Settings settings) {
    SampledFile.checkNone(settings, NAME);
    boolean reranker = !settings.isOn(NO_RERANKER);
    if (!reranker) {
      for (String name : List.of(PromptOptions.NUMBER, RandomOptions.BATCH.name())) {
        if (settings.whole(name) < 2) {
          settings.problem(
              name,
              "expected 2 or more with --no-reranker: the query counts as one of them",
              name,
              NO_RERANKER);
        }
      }
    }
    return new RerankOptions(
        settings.whole(RandomOptions.INPUT.name()),
        RandomOptions.ratio(settings),
        settings.whole(RandomOptions.BATCH.name()),
        reranker);
  }
}
