package llmbench.options.dataset;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.one;

import java.util.List;
import java.util.Objects;
import llmbench.options.DatasetOptions;
import llmbench.options.ToolVersion;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.syntax.RangeRatio;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;

/**
 * vLLM bench's random dataset.
 *
 * @param inputLen tokens of a prompt, without prefix
 * @param outputLen output tokens asked for
 * @param inputRange lengths are uniform in [floor(len·(1−r)), ceil(len·(1+r))], 0 ≤ r &lt; 1
 * @param outputRange likewise for the output; equal to {@code inputRange} but where 0.32 is given
 *     both
 * @param prefixLen tokens of the common prefix
 * @param batchSize how many prompts a request has
 */
public record RandomOptions(
    int inputLen,
    int outputLen,
    double inputRange,
    double outputRange,
    int prefixLen,
    int batchSize)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "random";

  static final Option INPUT =
      one("random-input-len", ValueType.wholeFrom(0))
          .byDefault("1024")
          .honoured("tokens of a prompt, without prefix; of query and document for random-rerank");

  static final Option GENERAL_INPUT =
      one("input-len", ValueType.wholeFrom(0))
          .since(VLLM_0_32)
          .sameAs("random-input-len")
          .honoured("another name of --random-input-len");

  static final Option RANGE =
      one("random-range-ratio", ValueType.RANGE_RATIO)
          .byDefault("0.0")
          .honoured("lengths vary by this share; 0.32 also takes one for each");

  static final Option BATCH =
      one("random-batch-size", ValueType.wholeFrom(1))
          .byDefault("1")
          .honoured("texts in a request, for embeddings; documents to be ranked");

  static final Option OUTPUT =
      one("random-output-len", ValueType.wholeFrom(0))
          .byDefault("128")
          .honoured("output tokens asked for");

  static final Option PREFIX =
      one("random-prefix-len", ValueType.wholeFrom(0))
          .byDefault("0")
          .honoured("tokens of a prefix that all prompts share");

  private static final List<Option> OPTIONS =
      List.of(INPUT, GENERAL_INPUT, OUTPUT, OutputLength.OPTION, RANGE, PREFIX, BATCH);

  static final KnownDataset KNOWN = KnownDataset.vllm(NAME, OPTIONS, RandomOptions::of);

  /** One prompt a request. */
  public RandomOptions(
      int inputLen, int outputLen, double inputRange, double outputRange, int prefixLen) {
    this(inputLen, outputLen, inputRange, outputRange, prefixLen, 1);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int requests(int prompts) {
    return batches(prompts, batchSize);
  }

  /** The last one has what is left. */
  static int batches(int all, int size) {
    return Math.toIntExact(((long) all + size - 1) / size);
  }

  /** 0.32: "when using random datasets, default to ignoring EOS" — it can't be switched off. */
  @Override
  public boolean ignoresEos(ToolVersion version) {
    return version.atLeast(ToolVersion.VLLM_0_32);
  }

  private static RandomOptions of(Settings settings) {
    return of(settings, NAME);
  }

  /** Those of a dataset of this kind. */
  static RandomOptions of(Settings settings, String dataset) {
    ToolVersion compat = settings.compat();
    SampledFile.checkNone(settings, dataset);
    RangeRatio ratio = ratio(settings);
    int input = settings.whole(INPUT.name());
    int output = OutputLength.of(settings, OUTPUT.name());
    int prefix = settings.whole(PREFIX.name());
    if (prefix + Math.floor(input * (1 - ratio.input())) < 1) {
      settings.problem(
          INPUT.name(),
          "prompts could end up without any token; give a larger input length or"
              + " --random-prefix-len, or a smaller --random-range-ratio",
          INPUT.name(),
          PREFIX.name(),
          RANGE.name());
    }
    if (output == 0 && !compat.atLeast(ToolVersion.VLLM_0_32)) {
      settings.problem(OUTPUT.name(), "expected a whole number of at least 1", OUTPUT.name());
    }
    return new RandomOptions(
        input, output, ratio.input(), ratio.output(), prefix, settings.whole(BATCH.name()));
  }

  /** By how much lengths vary; one share for each is a problem before 0.32. */
  static RangeRatio ratio(Settings settings) {
    String text = settings.required(RANGE.name());
    if (!settings.compat().atLeast(ToolVersion.VLLM_0_32) && PythonNumbers.real(text) == null) {
      settings.problem(
          RANGE.name(),
          "expected a number from 0 to below 1; one each for input and output is known to "
              + ToolVersion.VLLM_0_32.labelsSince()
              + " only",
          RANGE.name());
    }
    return Objects.requireNonNull(RangeRatio.read(text));
  }
}
