package llmbench.options.dataset;

import static llmbench.options.table.Option.one;

import java.util.List;
import java.util.OptionalInt;
import llmbench.options.DatasetOptions;
import llmbench.options.given.Settings;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;

/**
 * vLLM bench's {@code custom}: a file of one's own prompts.
 *
 * @param file that has a JSON object with a {@code prompt} on each line
 * @param outputLen tokens to ask for; −1 for what each line says since 0.32, and for a request of
 *     −1 before
 * @param template around the prompts
 */
public record CustomOptions(SampledFile file, int outputLen, PromptTemplate template)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "custom";

  static final String OUTPUT_NAME = "custom-output-len";

  /** The output length of this dataset and its kin. */
  static final Option OUTPUT =
      one(OUTPUT_NAME, ValueType.whole())
          .byDefault("256")
          .honoured("output tokens; -1: each line's output_tokens (0.11 asks for -1 tokens)");

  private static final List<Option> OPTIONS =
      List.of(
          SampledFile.PATH,
          SampledFile.NO_OVERSAMPLE,
          SampledFile.DISABLE_SHUFFLE,
          PromptTemplate.SKIP,
          PromptTemplate.CUSTOM_SKIP,
          PromptTemplate.VARIABLES,
          OUTPUT,
          OutputLength.OPTION);

  static final KnownDataset KNOWN = KnownDataset.vllm(NAME, OPTIONS, CustomOptions::of);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takesAllForNone() {
    return true;
  }

  /** The output length; empty where each line says its own. */
  public OptionalInt givenOutputLen() {
    return outputLen == OutputLength.OF_THE_FILE ? OptionalInt.empty() : OptionalInt.of(outputLen);
  }

  private static CustomOptions of(Settings settings) {
    return new CustomOptions(
        SampledFile.of(settings, "a .jsonl file, {\"prompt\": \"…\"} on each line"),
        OutputLength.orOfTheFile(settings, OUTPUT_NAME),
        PromptTemplate.of(settings));
  }
}
