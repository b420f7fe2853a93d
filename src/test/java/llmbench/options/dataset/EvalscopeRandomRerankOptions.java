package llmbench.options.dataset;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;

import java.util.List;
import java.util.Optional;
import llmbench.options.DatasetOptions;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.given.Settings;

/**
 * evalscope's {@code random_rerank}.
 *
 * @param length tokens of a query
 * @param documents how many documents each query has
 * @param ratio how many times as long as its query a document is
 */
public record EvalscopeRandomRerankOptions(Range length, int documents, double ratio)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "random_rerank";

  private static final int DOCUMENTS = 10;
  private static final double RATIO = 5;

  static final KnownDataset KNOWN =
      KnownDataset.evalscope(NAME, List.of(), EvalscopeRandomRerankOptions::of)
          .since(EVALSCOPE_1_14);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> caution() {
    return PromptLength.caution(length);
  }

  private static EvalscopeRandomRerankOptions of(Settings settings) {
    DatasetArgs.none(settings, NAME);
    return new EvalscopeRandomRerankOptions(
        PromptLength.eitherWayRound(settings),
        ExtraArg.whole(settings, "num_documents", DOCUMENTS, 0),
        ExtraArg.number(settings, "document_length_ratio", RATIO));
  }
}
